/** The report as JSON. */
@NullMarked
package dev.sockwatch.report.json;

import org.jspecify.annotations.NullMarked;
