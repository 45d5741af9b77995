package dev.sockwatch.report.otel;

import dev.sockwatch.report.telemetry.Losses;
import dev.sockwatch.report.telemetry.Pipeline;
import dev.sockwatch.report.telemetry.Telemetry;
import dev.sockwatch.report.telemetry.TelemetryOptions;
import io.opentelemetry.api.GlobalOpenTelemetry;

/**
 * The SDK that somebody has registered with the copy of the API that this class is linked to: its
 * queues, exporters and end are theirs.
 */
public final class GlobalSdk implements Pipeline {
  private final Losses losses = new Losses();

  private GlobalSdk() {}

  /** Only after it has been registered: asking earlier would keep it from being. */
  public static Telemetry start(TelemetryOptions options) {
    return new OtelTelemetry(GlobalOpenTelemetry.get(), options, new GlobalSdk());
  }

  @Override
  public Losses losses() {
    return losses;
  }

  /** Nobody can know; what finds no room is counted there. */
  @Override
  public boolean hasRoom() {
    return true;
  }

  @Override
  public void spanEnded() {
    // Its own affair, as all that follows.
  }

  @Override
  public void enforceDeadlines(long now) {
    // It has its own.
  }

  @Override
  public void close() {
    // It ends with the JVM, after us.
  }
}
