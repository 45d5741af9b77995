/**
 * Spans, metrics and events by the API of OpenTelemetry; knows no SDK, so that it can speak to that
 * of others.
 */
@NullMarked
package dev.sockwatch.report.otel;

import org.jspecify.annotations.NullMarked;
