package dev.sockwatch.report.otel.sdk;

import dev.sockwatch.report.telemetry.Losses;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import java.util.Collection;

/** Counts the events that the collector did not take. */
final class CountedEvents implements LogRecordExporter {
  private final LogRecordExporter exporter;
  private final Losses losses;

  CountedEvents(LogRecordExporter exporter, Losses losses) {
    this.exporter = exporter;
    this.losses = losses;
  }

  @Override
  public CompletableResultCode export(Collection<LogRecordData> events) {
    return ExportResults.orLost(losses, exporter.export(events), Losses.Kind.EVENTS, events.size());
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
