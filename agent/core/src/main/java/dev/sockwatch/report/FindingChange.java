package dev.sockwatch.report;

import dev.sockwatch.api.FindingView;
import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.detect.FindingId;
import org.jspecify.annotations.Nullable;

/**
 * A finding that opened, became worse, goes on, or was resolved in this round.
 *
 * @param what whether it opened, got worse, goes on or was resolved
 * @param finding the finding as it is now
 * @param key what makes it the same finding in each round
 * @param before when and with how many it was reported last; null unless it goes on
 */
public record FindingChange(
    What what, FindingView finding, FindingKey key, @Nullable Before before) {
  /** How a finding changed. */
  public enum What {
    OPENED,
    WORSE,
    /** Nothing changed, for so long that it is worth another line. */
    STILL,
    RESOLVED
  }

  /**
   * How it was when it was reported last.
   *
   * @param count how many sockets
   * @param agoMillis how long ago
   */
  public record Before(int count, long agoMillis) {}

  /** A change of state. */
  public FindingChange(What what, FindingView finding, FindingKey key) {
    this(what, finding, key, null);
  }

  /** A change of state of what is known by its view alone. */
  public FindingChange(What what, FindingView finding) {
    this(what, finding, new FindingKey(FindingId.of(finding.id()), "", finding.destination()));
  }
}
