package dev.sockwatch.sample;

import dev.sockwatch.kernel.KernelSocket;
import dev.sockwatch.net.TcpState;
import java.time.Instant;

/**
 * Which connections in TIME_WAIT are those of a process that ended before this JVM began: after a
 * restart they are at the same port, and nobody else tells them from ours.
 */
final class PreviousProcess {
  /** {@code TCP_TIMEWAIT_LEN} in Linux {@code include/net/tcp.h}. */
  private static final long TIME_WAIT_MILLIS = 60_000;

  /** The start of a process is known to a tick of 10 ms. */
  private static final long TOLERANCE_MILLIS = 100;

  private final long startedAtMillis;

  PreviousProcess() {
    this(ProcessHandle.current().info().startInstant().map(Instant::toEpochMilli).orElse(0L));
  }

  PreviousProcess(long startedAtMillis) {
    this.startedAtMillis = startedAtMillis;
  }

  /** Whether the connection had ended before this JVM began. */
  boolean ended(KernelSocket connection, long nowMillis) {
    if (connection.state() != TcpState.TIME_WAIT || connection.timerMillis() == 0) {
      return false;
    }
    long endedAtMillis = nowMillis - TIME_WAIT_MILLIS + connection.timerMillis();
    return endedAtMillis < startedAtMillis - TOLERANCE_MILLIS;
  }
}
