/** Where findings go: log, text, JSON. Takes findings and views only. */
@NullMarked
package dev.sockwatch.report;

import org.jspecify.annotations.NullMarked;
