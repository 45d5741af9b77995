package dev.sockwatch.detect;

/**
 * How long nothing is found before a finding is said to be resolved: twice as long as its kind takes
 * to be found. A connection that is used every five minutes comes back as idle within that time.
 */
public final class QuietWindow {
  private QuietWindow() {}

  /** Of one kind, scaled as the thresholds are. */
  public static long nanos(FindingId id, Thresholds thresholds) {
    return 2
        * switch (id) {
          case CLOSE_WAIT -> thresholds.closeWaitNanos();
          case CLOSE_PENDING -> thresholds.closePendingNanos();
          case NEVER_CONNECTED -> thresholds.neverConnectedNanos();
          case KEEPALIVE_DISABLED, KEEPALIVE_TOO_SLOW -> thresholds.keepAlive().observedNanos();
          case SOCKET_ABANDONED, SOCKETS_GROWING, DESCRIPTORS_LOW -> thresholds.idleNanos();
          default -> thresholds.incidents().windowNanos();
        };
  }
}
