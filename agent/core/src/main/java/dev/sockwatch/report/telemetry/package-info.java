/** What is exported to OpenTelemetry, as plain data: knows none of its classes. */
@NullMarked
package dev.sockwatch.report.telemetry;

import org.jspecify.annotations.NullMarked;
