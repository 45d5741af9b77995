package dev.sockwatch.sample;

import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.net.Protocol;
import dev.sockwatch.net.SocketKind;
import dev.sockwatch.net.TcpInfo;
import dev.sockwatch.net.TcpInfoField;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.snapshot.LastTransfer;
import dev.sockwatch.table.TrackedSocket;
import org.jspecify.annotations.Nullable;

/**
 * When bytes last moved on a socket: as the kernel says, where the whole {@code tcp_info} is read;
 * else as the hooks stamped it. In rounds that do not ask the kernel about this socket, what it
 * said last.
 */
final class LastTransferReader {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final boolean byKernel;
  private final long idleNanos;
  private final SendQueues sendQueues;
  private final BlockedReads blockedReads = new BlockedReads();

  /**
   * A reader.
   *
   * @param idleNanos without data for so long is idle, if nothing is under way
   */
  LastTransferReader(KernelSource kernel, long idleNanos) {
    this.byKernel = kernel.hasWholeTcpInfo();
    this.idleNanos = idleNanos;
    this.sendQueues = new SendQueues(kernel);
  }

  void beginRound() {
    sendQueues.beginRound();
  }

  /** Keeps what the kernel said, or that it said nothing, for rounds that do not ask. */
  void keep(TrackedSocket socket, @Nullable TcpInfo tcp, LastTransfer last) {
    socket.underWay(last.isUnderWay());
    Boolean ever = tcp == null ? null : everTransferred(tcp);
    if (tcp == null || (byKernel && ever == null)) {
      socket.tcpState(0);
      return;
    }
    socket.tcpState(tcp.state().number());
    if (byKernel) {
      socket.kernelTimed();
      socket.transferredAt(Boolean.TRUE.equals(ever) ? last.atNanos() : 0);
    }
  }

  /** What is known now, asked once a round. */
  LastTransfer of(TrackedSocket socket, @Nullable TcpInfo tcp, long now) {
    long at = lastData(socket, tcp, now);
    return new LastTransfer(
        at,
        lastDataSent(socket, tcp, now),
        everTransferred(socket, tcp),
        at != LastTransfer.UNKNOWN && now - at >= idleNanos && isUnderWay(socket, tcp));
  }

  private boolean isUnderWay(TrackedSocket socket, @Nullable TcpInfo tcp) {
    return tcp == null
        ? socket.isUnderWay()
        : tcp.state() == TcpState.ESTABLISHED
            && (sendQueues.isFilled(socket, tcp) || isAwaitingAnswer(socket, tcp));
  }

  /** What was sent last has no answer yet, and a thread waits for it: a request takes its time. */
  private boolean isAwaitingAnswer(TrackedSocket socket, TcpInfo tcp) {
    long sentAgo = tcp.get(TcpInfoField.LAST_DATA_SENT, -1);
    long receivedAgo = tcp.get(TcpInfoField.LAST_DATA_RECV, -1);
    boolean everSent = tcp.get(TcpInfoField.DATA_SEGS_OUT, 0) > 0;
    boolean neverReceived = tcp.get(TcpInfoField.DATA_SEGS_IN, -1) == 0;
    return everSent
        && sentAgo >= 0
        && (neverReceived || sentAgo < receivedAgo)
        && blockedReads.isInRead(socket.get());
  }

  /** Time of the last data in either direction, or {@link LastTransfer#UNKNOWN}. */
  private long lastData(TrackedSocket socket, @Nullable TcpInfo tcp, long now) {
    long sent = agoAt(tcp, TcpInfoField.LAST_DATA_SENT, now);
    long received = agoAt(tcp, TcpInfoField.LAST_DATA_RECV, now);
    return sent != LastTransfer.UNKNOWN && received != LastTransfer.UNKNOWN
        ? Math.max(sent, received)
        : stamp(socket, tcp);
  }

  /** Time of the last data sent, or {@link LastTransfer#UNKNOWN}. */
  private long lastDataSent(TrackedSocket socket, @Nullable TcpInfo tcp, long now) {
    long sent = agoAt(tcp, TcpInfoField.LAST_DATA_SENT, now);
    return sent != LastTransfer.UNKNOWN ? sent : stamp(socket, tcp);
  }

  /** Whether a byte ever moved, or null when nobody knows. */
  private @Nullable Boolean everTransferred(TrackedSocket socket, @Nullable TcpInfo tcp) {
    Boolean said = tcp == null ? null : everTransferred(tcp);
    if (said != null) {
      return said;
    }
    return isStamped(socket, tcp) ? socket.transferredAtNanos() != 0 : null;
  }

  /** By segments with data: {@code tcpi_bytes_received} counts a FIN as a byte. */
  private static @Nullable Boolean everTransferred(TcpInfo tcp) {
    long received = tcp.get(TcpInfoField.DATA_SEGS_IN, -1);
    long sent = tcp.get(TcpInfoField.DATA_SEGS_OUT, -1);
    if (received < 0 || sent < 0) {
      return null;
    }
    return received > 0 || sent > 0;
  }

  private static long agoAt(@Nullable TcpInfo tcp, TcpInfoField field, long now) {
    long millis = tcp == null ? -1 : tcp.get(field, -1);
    return millis < 0 ? LastTransfer.UNKNOWN : now - millis * NANOS_PER_MILLI;
  }

  /** Never a byte means since the open. */
  private long stamp(TrackedSocket socket, @Nullable TcpInfo tcp) {
    if (!isStamped(socket, tcp)) {
      return LastTransfer.UNKNOWN;
    }
    long at = socket.transferredAtNanos();
    return at != 0 ? at : socket.openedAtNanos();
  }

  private boolean isStamped(TrackedSocket socket, @Nullable TcpInfo tcp) {
    if (socket.protocol() != Protocol.TCP && socket.protocol() != Protocol.UNKNOWN) {
      // Datagram channels of native transports are not seen at their reads and writes.
      return socket.kind().isOpenSeen() && socket.kind() != SocketKind.NATIVE_DATAGRAM;
    }
    return byKernel ? tcp == null && socket.tcpState() != 0 : socket.kind().isOpenSeen();
  }
}
