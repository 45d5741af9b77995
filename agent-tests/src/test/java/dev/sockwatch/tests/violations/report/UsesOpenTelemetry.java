package dev.sockwatch.tests.violations.report;

import io.opentelemetry.api.trace.Span;

/** Planted: OpenTelemetry outside its own room. */
final class UsesOpenTelemetry {
  Span span() {
    return Span.getInvalid();
  }
}
