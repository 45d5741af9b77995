package dev.sockwatch.report;

import dev.sockwatch.api.FindingView;

/**
 * A finding that opened, became worse, or was resolved in this round.
 *
 * @param what whether it opened, got worse or was resolved
 * @param finding the finding as it is now
 */
public record FindingChange(What what, FindingView finding) {
  /** How a finding changed. */
  public enum What {
    OPENED,
    WORSE,
    RESOLVED
  }
}
