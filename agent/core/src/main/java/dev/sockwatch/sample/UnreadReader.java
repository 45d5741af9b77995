package dev.sockwatch.sample;

import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.snapshot.LastTransfer;
import dev.sockwatch.table.TrackedSocket;
import java.util.OptionalLong;

/**
 * How many received bytes the program has left unread on connections that have been idle for long:
 * one question each, so there is a bound for each round, and a record keeps the answer. Used by the
 * sampler alone.
 */
final class UnreadReader {
  private static final int READS_PER_ROUND = 128;

  /** The program may read what had been left: an answer is asked for again in one of so many. */
  private static final int ROUNDS_PER_READ = 8;

  private final KernelSource kernel;
  private final long idleNanos;
  private long round;
  private int readsLeft;

  /**
   * A reader.
   *
   * @param idleNanos without data for so long is idle
   */
  UnreadReader(KernelSource kernel, long idleNanos) {
    this.kernel = kernel;
    this.idleNanos = idleNanos;
  }

  void beginRound() {
    round++;
    readsLeft = READS_PER_ROUND;
  }

  /** Bytes in the receive queue; empty of a connection in use, and where it is not known. */
  OptionalLong of(TrackedSocket socket, LastTransfer last, long now) {
    boolean idle =
        Boolean.TRUE.equals(last.ever())
            && last.atNanos() != LastTransfer.UNKNOWN
            && now - last.atNanos() >= idleNanos
            && !last.isUnderWay();
    if (!idle) {
      socket.unreadBytes(-1);
      return OptionalLong.empty();
    }
    boolean isDue = socket.unreadBytes() < 0 || (socket.id() + round) % ROUNDS_PER_READ == 0;
    if (isDue && readsLeft > 0) {
      readsLeft--;
      socket.unreadBytes((int) kernel.unreadBytes(socket.fd(), socket.inode()).orElse(-1));
    }
    return socket.unreadBytes() < 0 ? OptionalLong.empty() : OptionalLong.of(socket.unreadBytes());
  }
}
