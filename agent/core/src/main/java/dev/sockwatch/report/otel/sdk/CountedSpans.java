package dev.sockwatch.report.otel.sdk;

import dev.sockwatch.report.telemetry.Losses;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;

/** Knows how many spans are on their way, so that none is made for which there is no room. */
final class CountedSpans implements SpanExporter {
  private final SpanExporter exporter;
  private final Losses losses;
  private final AtomicLong waiting;

  /**
   * Around an exporter.
   *
   * @param waiting spans that were ended and have not come here yet
   */
  CountedSpans(SpanExporter exporter, Losses losses, AtomicLong waiting) {
    this.exporter = exporter;
    this.losses = losses;
    this.waiting = waiting;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    int size = spans.size();
    waiting.addAndGet(-size);
    return ExportResults.orLost(losses, exporter.export(spans), Losses.Kind.SPANS, size);
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
