package dev.sockwatch.report;

import dev.sockwatch.detect.Finding;

/** One finding over time, open until a round no longer confirms it. Used by the sampler alone. */
final class LedgerEntry {
  /** Ten times as many sockets as last reported are worth another line. */
  private static final long WORTH_REPORTING = 10;

  private Finding latest;
  private final long firstSeenMillis;
  private long lastSeenMillis;
  private long resolvedMillis;
  private int largest;
  private int reported;

  LedgerEntry(Finding finding, long nowMillis) {
    this.latest = finding;
    this.firstSeenMillis = nowMillis;
    this.lastSeenMillis = nowMillis;
    this.largest = finding.count();
    this.reported = finding.count();
  }

  /** Takes the verdict of another round; true when there is something new to report. */
  boolean confirm(Finding finding, long nowMillis) {
    boolean worse =
        !isOpen()
            || finding.severity().compareTo(latest.severity()) > 0
            || finding.count() >= Math.max(1, reported) * WORTH_REPORTING;
    reported = worse ? finding.count() : reported;
    largest = Math.max(isOpen() ? largest : 0, finding.count());
    resolvedMillis = 0;
    latest = finding;
    lastSeenMillis = nowMillis;
    return worse;
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
