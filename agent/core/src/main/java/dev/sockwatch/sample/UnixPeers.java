package dev.sockwatch.sample;

import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.kernel.UnixSocket;
import dev.sockwatch.net.Protocol;
import dev.sockwatch.table.TrackedSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel says of connected Unix domain sockets: whether the peer has ended its side, the
 * twin of CLOSE_WAIT, and what has not been read. Listed at most once a round, and only while the
 * program holds such sockets. Used by the sampler alone.
 */
final class UnixPeers {
  private final KernelSource kernel;
  private final Map<Long, UnixSocket> byInode = new HashMap<>();
  private boolean listed;

  UnixPeers(KernelSource kernel) {
    this.kernel = kernel;
  }

  void beginRound() {
    byInode.clear();
    listed = false;
  }

  /**
   * Whether nothing more will come from the peer, as the kernel or a read that returned -1 says.
   */
  boolean hasEnded(TrackedSocket socket) {
    if (!isConnected(socket) || socket.isInputShutdown()) {
      return false;
    }
    UnixSocket told = of(socket);
    return told == null ? socket.endOfInputAtNanos() != 0 : told.isInputEnded();
  }

  /** Received and not read (bytes). */
  OptionalLong unreadBytes(TrackedSocket socket) {
    UnixSocket told = isConnected(socket) ? of(socket) : null;
    return told == null ? OptionalLong.empty() : OptionalLong.of(told.receiveQueueBytes());
  }

  private static boolean isConnected(TrackedSocket socket) {
    return socket.protocol() == Protocol.UNIX
        && socket.isConnected()
        && !socket.kind().isDatagram();
  }

  private @Nullable UnixSocket of(TrackedSocket socket) {
    if (socket.inode() == 0) {
      return null;
    }
    if (!listed) {
      listed = true;
      kernel.listUnix().forEach(s -> byInode.put(s.inode(), s));
    }
    return byInode.get(socket.inode());
  }
}
