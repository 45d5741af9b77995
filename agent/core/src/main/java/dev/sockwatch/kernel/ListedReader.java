package dev.sockwatch.kernel;

import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.Protocol;
import dev.sockwatch.net.SocketOption;
import dev.sockwatch.net.TcpInfo;
import dev.sockwatch.net.TcpState;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Asks no descriptor at all: finds each socket by its inode in the kernel's list, read once per
 * round.
 *
 * <p>A TCP socket that is neither bound nor connected is not listed, so nothing is known of it.
 */
final class ListedReader implements SocketReader {

  private final SocketList list;
  private final Map<Long, KernelSocket> byInode = new HashMap<>();

  ListedReader(SocketList list) {
    this.list = list;
  }

  @Override
  public boolean isByInode() {
    return true;
  }

  @Override
  public void beginRound() {
    byInode.clear();
    try {
      for (KernelSocket socket : list.sockets(EnumSet.allOf(TcpState.class), false)) {
        if (socket.inode() != 0) {
          byInode.put(socket.inode(), socket);
        }
      }
    } catch (IOException e) {
      byInode.clear(); // no descriptor left to read with: the next round tries again
    }
  }

  @Override
  public @Nullable TcpInfo tcpInfo(int fd, long inode) {
    KernelSocket socket = byInode.get(inode);
    return socket == null ? null : TcpInfo.of(socket.state());
  }

  @Override
  public Protocol protocol(int fd, long inode) {
    return byInode.containsKey(inode) ? Protocol.TCP : Protocol.UNKNOWN;
  }

  @Override
  public OptionalInt option(int fd, SocketOption option) {
    return OptionalInt.empty();
  }

  @Override
  public @Nullable String congestionControl(int fd) {
    return null;
  }

  /** In the states after the peer's FIN the queue may count it; then nothing is claimed. */
  @Override
  public OptionalLong unreadBytes(int fd, long inode) {
    KernelSocket socket = byInode.get(inode);
    if (socket == null) {
      return OptionalLong.empty();
    }
    long queued = socket.receiveQueueBytes();
    return switch (socket.state()) {
      case LISTEN -> OptionalLong.empty();
      case CLOSE_WAIT -> OptionalLong.of(Math.max(0, queued - 1));
      default -> OptionalLong.of(queued);
    };
  }

  @Override
  public @Nullable Endpoint local(int fd, long inode) {
    KernelSocket socket = byInode.get(inode);
    return socket == null ? null : socket.local();
  }

  @Override
  public @Nullable Endpoint remote(int fd, long inode) {
    KernelSocket socket = byInode.get(inode);
    return socket == null ? null : socket.remote();
  }
}
