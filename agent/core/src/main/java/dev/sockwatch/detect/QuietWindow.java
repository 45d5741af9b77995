package dev.sockwatch.detect;

/**
 * How long nothing is found before a finding is said to be resolved: twice as long as its kind
 * takes to be found. A connection that is used every five minutes comes back as idle within that
 * time.
 */
public final class QuietWindow {
  private QuietWindow() {}

  /** Of one kind, scaled as the thresholds are. */
  public static long nanos(FindingId id, Thresholds thresholds) {
    return 2
        * switch (id) {
          case CLOSE_WAIT -> thresholds.nanos(Threshold.CLOSE_WAIT_AFTER);
          case CLOSE_PENDING -> thresholds.nanos(Threshold.CLOSE_PENDING_AFTER);
          case NEVER_CONNECTED -> thresholds.nanos(Threshold.NEVER_CONNECTED_AFTER);
          case KEEPALIVE_DISABLED, KEEPALIVE_TOO_SLOW -> thresholds.nanos(Threshold.KEEPALIVE_IDLE);
          case SOCKET_ABANDONED, SOCKETS_GROWING, DESCRIPTORS_LOW ->
              thresholds.nanos(Threshold.GROWING_WINDOW);
          default -> thresholds.nanos(Threshold.INCIDENTS_WINDOW);
        };
  }
}
