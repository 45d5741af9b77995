package dev.sockwatch.tests.violations.report.otel;

import io.opentelemetry.sdk.OpenTelemetrySdk;

/** Speaks to an SDK, not to its API. */
final class UsesTheSdk {
  private UsesTheSdk() {}

  static void close(OpenTelemetrySdk sdk) {
    sdk.close();
  }
}
