/** Spans, metrics and events for OpenTelemetry; the only user of its API and SDK. */
@NullMarked
package dev.sockwatch.report.otel;

import org.jspecify.annotations.NullMarked;
