package dev.sockwatch.report;

import dev.sockwatch.detect.Finding;
import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.detect.FindingId;
import java.util.EnumSet;
import java.util.Set;

/** One finding over time, open until a round no longer confirms it. Used by the sampler alone. */
final class LedgerEntry {
  /** Ten times as many sockets as last reported are worth another line. */
  private static final long WORTH_REPORTING = 10;

  private Finding latest;
  private final long firstSeenMillis;
  private long openedAtMillis;
  private long lastSeenMillis;
  private long resolvedMillis;
  private int largest;
  private int reported;
  private final Set<FindingId> covered = EnumSet.noneOf(FindingId.class);

  LedgerEntry(Finding finding, long nowMillis) {
    this.latest = finding;
    this.firstSeenMillis = nowMillis;
    this.openedAtMillis = nowMillis;
    this.lastSeenMillis = nowMillis;
    this.largest = finding.count();
    this.reported = finding.count();
    covers(finding);
  }

  /** Takes the verdict of another round; true when there is something new to report. */
  boolean confirm(Finding finding, long nowMillis) {
    if (!isOpen()) {
      covered.clear();
    }
    boolean same = finding.key().equals(latest.key()); // else the numbers count something else
    boolean more = same && finding.count() >= Math.max(1, reported) * WORTH_REPORTING;
    boolean worse =
        covers(finding) || !isOpen() || finding.severity().compareTo(latest.severity()) > 0 || more;
    reported = same ? reported : finding.count();
    largest = same ? largest : 0;
    reported = worse ? finding.count() : reported;
    openedAtMillis = isOpen() ? openedAtMillis : nowMillis;
    largest = Math.max(isOpen() ? largest : 0, finding.count());
    resolvedMillis = 0;
    latest = finding;
    lastSeenMillis = nowMillis;
    return worse;
  }

  /** Whether it covers now what it has not covered since it opened. */
  private boolean covers(Finding finding) {
    return covered.addAll(finding.keys().stream().map(FindingKey::id).toList());
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

  /** When it opened for the last time. */
  long openedAtMillis() {
    return openedAtMillis;
  }

  long lastSeenMillis() {
    return lastSeenMillis;
  }

  long resolvedMillis() {
    return resolvedMillis;
  }
}
