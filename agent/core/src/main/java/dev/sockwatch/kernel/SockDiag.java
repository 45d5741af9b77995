package dev.sockwatch.kernel;

import dev.sockwatch.net.Protocol;
import dev.sockwatch.net.TcpState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The list by sock_diag(7): one netlink dump for IPv4 and one for IPv6, of which the kernel leaves
 * out the states nobody asked for (Linux {@code net/ipv4/inet_diag.c}).
 *
 * <p>A dump is not one instant: a socket that changes its state meanwhile may be missing or there
 * twice. Used by the sampler alone.
 */
final class SockDiag implements SocketList {
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;
  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW = 3;
  private static final int SOCK_CLOEXEC = 0x80000; // octal 02000000
  private static final int NETLINK_SOCK_DIAG = 4;
  private static final int NLM_F_REQUEST = 1;
  private static final int NLM_F_DUMP = 0x300;
  private static final int MSG_TRUNC = 0x20; // recv returns the whole length of what it cut
  private static final int MSG_DONTWAIT = 0x40;

  private static final int AF_UNIX = 1;

  private static final int UNIX_MAX = 20_000;

  /** {@code UDIAG_SHOW_RQLEN}. */
  private static final int SHOW_QUEUES = 0x10;

  /** {@code nlmsghdr} and {@code inet_diag_req_v2}. */
  private static final int REQUEST_BYTES = 16 + 56;

  /** {@code nlmsghdr} and {@code unix_diag_req}. */
  private static final int UNIX_REQUEST_BYTES = 16 + 24;

  // The kernel fills no more at a time, however much room there is (netlink_recvmsg).
  private static final int BUFFER_BYTES = 32 * 1024;

  private final NativeCalls calls;
  private final ByteBuffer buffer;
  private final long address;

  SockDiag(NativeCalls calls) {
    this.calls = calls;
    NativeMemory memory = calls.allocate(BUFFER_BYTES);
    this.buffer = memory.bytes();
    this.address = memory.address();
  }

  @Override
  public String name() {
    return "sock_diag";
  }

  @Override
  public void list(Set<TcpState> states, boolean withMemory, ListedRows into) throws IOException {
    int mask = mask(states);
    if (mask == 0) {
      return;
    }
    int fd = open();
    try {
      dump(fd, AF_INET, mask, withMemory, into);
      if (!into.isFull()) {
        dump(fd, AF_INET6, mask, withMemory, into);
      }
    } finally {
      int unused = calls.close(fd);
    }
  }

  /** The Unix domain sockets that are connected. */
  List<UnixSocket> unixSockets() throws IOException {
    List<UnixSocket> found = new ArrayList<>();
    int fd = open();
    try {
      writeUnixRequest(AF_UNIX, 1 << TcpState.ESTABLISHED.number());
      exchange(
          fd,
          UNIX_REQUEST_BYTES,
          () -> UnixDiagMessages.read(buffer, AF_UNIX, found) || found.size() >= UNIX_MAX);
      return found;
    } finally {
      int unused = calls.close(fd);
    }
  }

  private int open() throws IOException {
    int fd = calls.socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    if (fd < 0) {
      throw failed("socket(AF_NETLINK, SOCK_RAW, NETLINK_SOCK_DIAG)");
    }
    return fd;
  }

  /** Reads what the buffer holds; true when the dump is complete, or nobody wants more. */
  private interface Part {
    boolean read() throws IOException;
  }

  /**
   * The kernel's {@code idiag_states}: bit 1 is ESTABLISHED. SYN_RECV and NEW_SYN_RECV are asked
   * for together, because the kernel lists both as the former.
   */
  static int mask(Set<TcpState> states) {
    int mask = 0;
    for (TcpState state : states) {
      mask |= 1 << state.number();
    }
    int received = (1 << TcpState.SYN_RECV.number()) | (1 << TcpState.NEW_SYN_RECV.number());
    return (mask & received) == 0 ? mask : mask | received;
  }

  private void dump(int fd, int family, int mask, boolean withMemory, ListedRows into)
      throws IOException {
    int sequence = family; // any number that tells the dumps of one socket apart
    writeRequest(sequence, family, mask, withMemory);
    exchange(fd, REQUEST_BYTES, () -> DiagMessages.read(buffer, sequence, into) || into.isFull());
  }

  private void exchange(int fd, int requestBytes, Part part) throws IOException {
    long sent = calls.send(fd, address, requestBytes, 0);
    if (sent < 0) {
      throw failed("send(NETLINK_SOCK_DIAG)");
    } else if (sent != requestBytes) {
      throw new IOException("send(NETLINK_SOCK_DIAG): " + sent + " of " + requestBytes + " bytes");
    }
    boolean done = false;
    while (!done) {
      // The kernel has the first part ready when send returns, and the next one when recv does.
      long received = calls.recv(fd, address, BUFFER_BYTES, MSG_DONTWAIT | MSG_TRUNC);
      if (received < 0) {
        throw failed("recv(NETLINK_SOCK_DIAG)");
      } else if (received == 0 || received > BUFFER_BYTES) {
        throw new IOException("recv(NETLINK_SOCK_DIAG): " + received + " bytes");
      }
      buffer.clear().limit((int) received);
      done = part.read();
    }
  }

  private void writeRequest(int sequence, int family, int mask, boolean withMemory) {
    buffer.clear();
    buffer.putInt(REQUEST_BYTES).putShort((short) DiagMessages.SOCK_DIAG_BY_FAMILY);
    buffer.putShort((short) (NLM_F_REQUEST | NLM_F_DUMP)).putInt(sequence).putInt(0);
    int extensions = withMemory ? 1 << (DiagMessages.SKMEMINFO - 1) : 0;
    buffer
        .put((byte) family)
        .put((byte) Protocol.TCP.number())
        .put((byte) extensions)
        .put((byte) 0);
    buffer.putInt(mask);
    while (buffer.position() < REQUEST_BYTES) { // inet_diag_sockid: any
      buffer.putInt(0);
    }
  }

  private void writeUnixRequest(int sequence, int mask) {
    buffer.clear();
    buffer.putInt(UNIX_REQUEST_BYTES).putShort((short) DiagMessages.SOCK_DIAG_BY_FAMILY);
    buffer.putShort((short) (NLM_F_REQUEST | NLM_F_DUMP)).putInt(sequence).putInt(0);
    buffer.put((byte) AF_UNIX).put((byte) 0).putShort((short) 0);
    buffer.putInt(mask).putInt(0).putInt(SHOW_QUEUES).putInt(0).putInt(0);
  }

  private IOException failed(String call) {
    return new ErrnoException(call, calls.errno());
  }
}
