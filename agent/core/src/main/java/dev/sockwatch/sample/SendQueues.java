package dev.sockwatch.sample;

import dev.sockwatch.kernel.KernelSocket;
import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.net.TcpInfo;
import dev.sockwatch.net.TcpInfoField;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.table.TrackedSocket;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which connections have data that is not sent or not acknowledged. Where {@code tcp_info} does not
 * tell, the kernel's list does, read at most once a round and only when somebody asks.
 */
final class SendQueues {
  private final KernelSource kernel;
  private final Set<Long> filled = new HashSet<>();
  private boolean listed;

  SendQueues(KernelSource kernel) {
    this.kernel = kernel;
  }

  void beginRound() {
    filled.clear();
    listed = false;
  }

  /** Whether something waits in it; false where nobody knows. */
  boolean isFilled(TrackedSocket socket, TcpInfo tcp) {
    OptionalLong unacked = tcp.get(TcpInfoField.UNACKED);
    OptionalLong notSent = tcp.get(TcpInfoField.NOTSENT_BYTES);
    return (unacked.isPresent() && notSent.isPresent())
        ? unacked.getAsLong() > 0 || notSent.getAsLong() > 0
        : isListed(socket.inode());
  }

  private boolean isListed(long inode) {
    if (!listed) {
      listed = true;
      for (KernelSocket socket : kernel.list(EnumSet.of(TcpState.ESTABLISHED), false)) {
        boolean retransmitting =
            socket.timer() == KernelSocket.Timer.ON || socket.timer() == KernelSocket.Timer.PERSIST;
        if (socket.sendQueueBytes().orElse(0) > 0 || retransmitting) {
          filled.add(socket.inode());
        }
      }
    }
    return inode != 0 && filled.contains(inode);
  }
}
