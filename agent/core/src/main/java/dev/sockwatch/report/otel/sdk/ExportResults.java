package dev.sockwatch.report.otel.sdk;

import dev.sockwatch.report.telemetry.Losses;
import io.opentelemetry.sdk.common.CompletableResultCode;

/** Whether the collector took a batch. */
final class ExportResults {
  private ExportResults() {}

  /** Counts it as lost if it turns out that it was not. */
  static CompletableResultCode orLost(
      Losses losses, CompletableResultCode result, Losses.Kind kind, int size) {
    return result.whenComplete(
        () -> {
          if (!result.isSuccess()) {
            losses.add(kind, size);
          }
        });
  }
}
