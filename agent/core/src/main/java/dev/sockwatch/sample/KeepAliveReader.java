package dev.sockwatch.sample;

import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.net.KeepAlive;
import dev.sockwatch.net.SocketOption;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.snapshot.LastTransfer;
import dev.sockwatch.table.TrackedSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Reads back what would notice a dead peer, of connections that have been idle for long only: that
 * takes two to five system calls, so there is a bound for each round, and a record keeps what was
 * read. Used by the sampler alone.
 */
final class KeepAliveReader {
  private static final int READS_PER_ROUND = 128;

  /** An option may be set later: what is known is read again in one of so many rounds. */
  private static final int ROUNDS_PER_READ = 8;

  private static final int MAX_SHARED = 1000;

  private final KernelSource kernel;
  private final long idleNanos;
  private final ReadTimeouts readTimeouts = new ReadTimeouts();
  private final Map<KeepAlive, KeepAlive> shared = new HashMap<>();
  private long round;
  private int readsLeft;

  /**
   * A reader.
   *
   * @param idleNanos without data for so long is idle
   */
  KeepAliveReader(KernelSource kernel, long idleNanos) {
    this.kernel = kernel;
    this.idleNanos = idleNanos;
  }

  void beginRound() {
    round++;
    readsLeft = READS_PER_ROUND;
  }

  /**
   * What would notice a dead peer; null of a connection that is in use or has ended, and where it
   * is not known. In use is also one with something under way: no keepalive probe is sent while
   * data is out ({@code tcp_keepalive_timer} in Linux {@code net/ipv4/tcp_timer.c}).
   */
  @Nullable KeepAlive of(
      TrackedSocket socket, @Nullable TcpState state, LastTransfer last, long now) {
    boolean idle =
        state == TcpState.ESTABLISHED
            && last.atNanos() != LastTransfer.UNKNOWN
            && now - last.atNanos() >= idleNanos;
    if (!idle || last.isUnderWay()) {
      socket.keepAlive(null);
      return null;
    }
    boolean isDue = socket.keepAlive() == null || (socket.id() + round) % ROUNDS_PER_READ == 0;
    if (isDue && readsLeft > 0) {
      readsLeft--;
      socket.keepAlive(read(socket));
    }
    return socket.keepAlive();
  }

  private @Nullable KeepAlive read(TrackedSocket socket) {
    OptionalInt on = kernel.option(socket.fd(), SocketOption.SO_KEEPALIVE);
    if (on.isEmpty()) {
      return null;
    }
    boolean isOn = on.getAsInt() != 0;
    KeepAlive read =
        new KeepAlive(
            isOn,
            isOn ? option(socket, SocketOption.TCP_KEEPIDLE) : 0,
            isOn ? option(socket, SocketOption.TCP_KEEPINTVL) : 0,
            isOn ? option(socket, SocketOption.TCP_KEEPCNT) : 0,
            option(socket, SocketOption.TCP_USER_TIMEOUT),
            readTimeouts.of(socket.get()).orElse(0));
    if (shared.size() >= MAX_SHARED) {
      shared.clear();
    }
    return shared.computeIfAbsent(read, same -> same);
  }

  private long option(TrackedSocket socket, SocketOption option) {
    return Integer.toUnsignedLong(kernel.option(socket.fd(), option).orElse(0));
  }
}
