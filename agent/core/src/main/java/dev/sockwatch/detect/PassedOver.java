package dev.sockwatch.detect;

import dev.sockwatch.net.TcpInfoField;
import dev.sockwatch.snapshot.LastTransfer;
import dev.sockwatch.snapshot.SocketSample;
import dev.sockwatch.stack.CallStack;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * How often one line opened a socket while another of its sockets, used before, lay free and was
 * never used again: a pool would have taken that one.
 *
 * <p>Each opening is matched with one socket whose last byte had moved by then. Lives that overlap
 * match nothing, whatever their number; nor does a socket that was never used.
 *
 * @param openings that would not have been needed
 * @param used sockets that carried anything
 * @param firstOpenedAtNanos when the first of all was opened
 * @param lastOpenedAtNanos when the last of all was opened
 */
record PassedOver(int openings, int used, long firstOpenedAtNanos, long lastOpenedAtNanos) {
  /** The kernel counts these times in milliseconds, from ticks of up to 10 ms. */
  private static final long TICK_NANOS = 10_000_000;

  /**
   * Matches openings with free sockets.
   *
   * @param sockets of one line and destination
   * @param stampNanos how much later than told the last byte may have moved, where the kernel keeps
   *     no time of it
   */
  static PassedOver of(List<SocketSample> sockets, long stampNanos) {
    // Differences, since System.nanoTime may be negative.
    long origin = sockets.get(0).openedAtNanos();
    long[] opened = sockets.stream().mapToLong(s -> s.openedAtNanos() - origin).sorted().toArray();
    long[] free =
        sockets.stream()
            .filter(PassedOver::isUsed)
            .mapToLong(s -> s.lastTransfer().atNanos() - origin + slack(s, stampNanos))
            .sorted()
            .toArray();
    int taken = 0;
    int known = 0;
    for (long opening : opened) {
      while (known < free.length && free[known] <= opening) {
        known++;
      }
      taken += taken < known ? 1 : 0;
    }
    return new PassedOver(
        taken, free.length, origin + opened[0], origin + opened[opened.length - 1]);
  }

  static boolean isUsed(SocketSample socket) {
    return Boolean.TRUE.equals(socket.lastTransfer().ever())
        && socket.lastTransfer().atNanos() != LastTransfer.UNKNOWN;
  }

  private static long slack(SocketSample socket, long stampNanos) {
    boolean byKernel = socket.tcp(TcpInfoField.LAST_DATA_RECV).isPresent();
    return byKernel ? TICK_NANOS : stampNanos;
  }

  /** Segments with data in the direction that had fewer, -1 where the kernel does not say. */
  static long exchanges(SocketSample socket) {
    return socket.tcp() == null
        ? -1
        : Math.min(
            socket.tcp(TcpInfoField.DATA_SEGS_IN).orElse(-1),
            socket.tcp(TcpInfoField.DATA_SEGS_OUT).orElse(-1));
  }

  /**
   * Whether a pool has filled itself: on a thread of its own or by its own classes, and all its
   * connections carried the same, the log-in and no more.
   */
  static boolean mayBeFilledPool(List<SocketSample> sockets) {
    LongStream known = sockets.stream().mapToLong(PassedOver::exchanges);
    var figures = known.summaryStatistics();
    return figures.getMax() - figures.getMin() <= 1 && isByPool(sockets.get(0).opening());
  }

  private static boolean isByPool(@Nullable CallStack opening) {
    return opening == null
        || !opening.certainty().isOwnLine()
        || opening.frames().stream().anyMatch(f -> isPool(f.getClassName()));
  }

  /** HikariPool, ConnectionPool, GenericObjectPool, PooledConnection ...; not PoolingHttp... */
  private static boolean isPool(String className) {
    return className.endsWith("Pool")
        || className.endsWith("PooledConnection")
        || className.endsWith("PoolableConnectionFactory");
  }
}
