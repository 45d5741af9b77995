package dev.sockwatch.tests.violations.report.otel;

import io.opentelemetry.sdk.OpenTelemetrySdk;

/** Planted: speaks to one SDK, not by the API to any. */
final class UsesTheSdk {
  void close(OpenTelemetrySdk sdk) {
    sdk.close();
  }
}
