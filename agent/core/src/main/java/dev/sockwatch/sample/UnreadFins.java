package dev.sockwatch.sample;

import dev.sockwatch.kernel.KernelSocket;
import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.net.TcpState;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which sockets in CLOSE_WAIT hold a FIN that nobody has read, also where no hook could see the
 * read: the kernel counts an unread FIN as one byte of the receive queue ({@code tcp_diag_get_info}
 * in Linux {@code net/ipv4/tcp_diag.c}).
 *
 * <p>Listed at most once a round, and only when somebody asks.
 */
final class UnreadFins {
  private final KernelSource kernel;
  private final Map<Long, Boolean> byInode = new HashMap<>();
  private boolean listed;

  UnreadFins(KernelSource kernel) {
    this.kernel = kernel;
  }

  void beginRound() {
    byInode.clear();
    listed = false;
  }

  /** Whether the FIN waits to be read; null where it is not known. */
  @Nullable Boolean waits(long inode) {
    if (!listed) {
      listed = true;
      for (KernelSocket socket : kernel.list(EnumSet.of(TcpState.CLOSE_WAIT), false)) {
        byInode.put(socket.inode(), socket.receiveQueueBytes() > 0);
      }
    }
    return byInode.get(inode);
  }
}
