package dev.sockwatch.sample;

import dev.sockwatch.kernel.KernelSocket;
import dev.sockwatch.net.TcpState;

/**
 * Which connections in TIME_WAIT are those of a process that ended before this JVM began: after a
 * restart they are at the same port, and nobody else tells them from ours.
 */
final class PreviousProcess {
  /** {@code TCP_TIMEWAIT_LEN} in Linux {@code include/net/tcp.h}. */
  private static final long TIME_WAIT_MILLIS = 60_000;

  /** The start of a process is known to a tick of 10 ms. */
  private static final long TOLERANCE_MILLIS = 100;

  private final long ageAtFirstMillis;
  private final long firstAtNanos = System.nanoTime();

  PreviousProcess() {
    this(
        ProcessHandle.current()
            .info()
            .startInstant()
            .map(started -> System.currentTimeMillis() - started.toEpochMilli())
            .orElse(Long.MAX_VALUE / 2));
  }

  /**
   * Of a JVM that has run for so long; from here on no clock is read that somebody may set.
   *
   * @param ageMillis since it began
   */
  PreviousProcess(long ageMillis) {
    this.ageAtFirstMillis = ageMillis;
  }

  /** Whether the connection had ended before this JVM began. */
  boolean ended(KernelSocket connection) {
    return ended(connection, (System.nanoTime() - firstAtNanos) / 1_000_000);
  }

  /** The same, so long after this object was made. */
  boolean ended(KernelSocket connection, long laterMillis) {
    if (connection.state() != TcpState.TIME_WAIT || connection.timerMillis() == 0) {
      return false;
    }
    long endedAgoMillis = TIME_WAIT_MILLIS - connection.timerMillis();
    return endedAgoMillis > ageAtFirstMillis + laterMillis + TOLERANCE_MILLIS;
  }
}
