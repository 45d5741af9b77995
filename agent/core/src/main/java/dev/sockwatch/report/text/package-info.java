/** The report as text. */
@NullMarked
package dev.sockwatch.report.text;

import org.jspecify.annotations.NullMarked;
