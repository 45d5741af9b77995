/** What SLF4J looks for; alone in its package, which belongs to no module. */
@NullMarked
package dev.sockwatch.report.slf4j;

import org.jspecify.annotations.NullMarked;
