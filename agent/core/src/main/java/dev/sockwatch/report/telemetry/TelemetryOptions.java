package dev.sockwatch.report.telemetry;

import dev.sockwatch.text.AddressMask;

/**
 * What is exported: the settings that are ours, not OpenTelemetry's.
 *
 * @param spans which connections become spans
 * @param destination what separates destinations on metrics
 * @param mask what replaces addresses by marks
 * @param version of Sockwatch
 */
public record TelemetryOptions(
    Spans spans, Destination destination, AddressMask mask, String version) {
  /** The setting {@code sockwatch.spans}. */
  public enum Spans {
    ALL,
    CONNECTS,
    ERRORS,
    OFF
  }

  /** The setting {@code sockwatch.metrics.destination}. */
  public enum Destination {
    NONE,
    SERVER,
    PEER
  }
}
