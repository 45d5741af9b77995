package dev.sockwatch.report.telemetry;

/** What carries telemetry to its exporters. */
public interface Pipeline {
  /** What it lost, and what never came to it. */
  Losses losses();

  /** Whether one span more would not be dropped. */
  boolean hasRoom();

  /** A span has ended and is on its way to the exporter. */
  void spanEnded();

  /** Ends requests that have taken too long. Now and then. */
  void enforceDeadlines(long now);

  /** Exports what is left; may take as long as the collector likes. */
  void close();
}
