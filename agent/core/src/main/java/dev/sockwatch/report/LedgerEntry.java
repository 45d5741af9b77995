package dev.sockwatch.report;

import dev.sockwatch.detect.Finding;

/** One finding over time, open until a round no longer confirms it. Used by the sampler alone. */
final class LedgerEntry {
  private Finding latest;
  private final long firstSeenMillis;
  private long lastSeenMillis;
  private long resolvedMillis;
  private int largest;

  LedgerEntry(Finding finding, long nowMillis) {
    this.latest = finding;
    this.firstSeenMillis = nowMillis;
    this.lastSeenMillis = nowMillis;
    this.largest = finding.count();
  }

  void confirm(Finding finding, long nowMillis) {
    largest = Math.max(isOpen() ? largest : 0, finding.count());
    resolvedMillis = 0;
    latest = finding;
    lastSeenMillis = nowMillis;
  }

  void resolve(long nowMillis) {
    resolvedMillis = nowMillis;
  }

  Finding latest() {
    return latest;
  }

  boolean isOpen() {
    return resolvedMillis == 0;
  }

  /** How many sockets now; of a resolved one, how many at most. */
  int count() {
    return isOpen() ? latest.count() : largest;
  }

  long firstSeenMillis() {
    return firstSeenMillis;
  }

  long lastSeenMillis() {
    return lastSeenMillis;
  }

  long resolvedMillis() {
    return resolvedMillis;
  }
}
