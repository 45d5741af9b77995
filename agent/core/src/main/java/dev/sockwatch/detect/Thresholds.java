package dev.sockwatch.detect;

/**
 * From when on something is a finding; observation windows are scaled by {@code
 * sockwatch.time.scale} already.
 *
 * @param closeWaitNanos how long in CLOSE_WAIT
 * @param closePendingNanos how long closed and not released
 * @param neverConnectedNanos how long neither connected, bound nor closed
 * @param idleNanos without data for so long is idle; also how far apart head counts are taken
 * @param growingSockets how many sockets of one call site are worth a look
 * @param descriptorsPercent share of RLIMIT_NOFILE
 * @param incidents of what is over before a round can see it
 * @param keepAlive from when on an idle connection needs keepalive
 * @param portsPercent share of the ephemeral ports to one destination
 * @param connectFailingNanos how long connects fail, without one that succeeds
 * @param held sockets that are held and not used again
 */
public record Thresholds(
    long closeWaitNanos,
    long closePendingNanos,
    long neverConnectedNanos,
    long idleNanos,
    int growingSockets,
    int descriptorsPercent,
    IncidentLimits incidents,
    IdleLimits keepAlive,
    int portsPercent,
    long connectFailingNanos,
    HeldLimits held) {
  /** Who closes what has ended does so within a second. */
  private static final long AT_END_NANOS = 1_000_000_000;

  /**
   * For the last snapshot: a wait that only guards against judging too early has no sense any more.
   */
  public Thresholds atEnd() {
    return new Thresholds(
        Math.min(closeWaitNanos, AT_END_NANOS),
        closePendingNanos,
        neverConnectedNanos,
        idleNanos,
        growingSockets,
        descriptorsPercent,
        incidents,
        keepAlive,
        portsPercent,
        connectFailingNanos,
        held.atEnd());
  }
}
