package dev.sockwatch.kernel;

import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.TcpState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What one {@code recv} from a sock_diag socket says: netlink messages (Linux {@code
 * include/uapi/linux/netlink.h}) around {@code inet_diag_msg} ({@code inet_diag.h}).
 */
final class DiagMessages {
  static final int SOCK_DIAG_BY_FAMILY = 20;

  /** {@code INET_DIAG_SKMEMINFO}: number of the attribute; its extension is the bit below. */
  static final int SKMEMINFO = 7;

  private static final int SHUTDOWN = 8;
  private static final int NLMSG_ERROR = 2;
  private static final int NLMSG_DONE = 3;
  private static final int AF_INET6 = 10;

  /** {@code nlmsghdr}. */
  private static final int HEADER_BYTES = 16;

  /** {@code inet_diag_msg}; attributes follow. */
  private static final int SOCKET_BYTES = 72;

  private DiagMessages() {}

  /**
   * Adds the sockets of one received buffer; messages of another sequence are not for us.
   *
   * @param received from 0 to its limit, in native order
   * @return whether the dump is complete
   * @throws IOException with the kernel's reason for not listing, or when a message is cut
   */
  static boolean read(ByteBuffer received, int sequence, ListedRows into) throws IOException {
    ByteBuffer network = received.duplicate(); // big-endian, as every new buffer
    return read(
        received, sequence, SOCKET_BYTES, (at, end) -> addSocket(received, network, at, end, into));
  }

  /** Takes one socket's part of a message: the struct and its attributes. */
  interface SocketPart {
    void take(int at, int end);
  }

  /** The same for any family, whose struct takes so many bytes. */
  static boolean read(ByteBuffer received, int sequence, int socketBytes, SocketPart part)
      throws IOException {
    int end = received.limit();
    int at = 0;
    while (at < end) {
      int length = end - at < HEADER_BYTES ? 0 : received.getInt(at);
      int type = length < HEADER_BYTES ? 0 : Short.toUnsignedInt(received.getShort(at + 4));
      if (length < leastLength(type, socketBytes) || length > end - at) {
        throw new IOException("sock_diag: message of " + length + " bytes in " + (end - at));
      }
      if (received.getInt(at + 8) == sequence) {
        if (type == NLMSG_DONE || type == NLMSG_ERROR) {
          // Of a dump that failed half-way, or has no handler, DONE holds the error.
          int error = length < HEADER_BYTES + 4 ? 0 : received.getInt(at + HEADER_BYTES);
          if (error < 0) {
            throw new ErrnoException("sock_diag", -error);
          }
          return true;
        } else if (type == SOCK_DIAG_BY_FAMILY) {
          part.take(at + HEADER_BYTES, at + length);
        }
      }
      at += align(length);
    }
    return false;
  }

  private static int leastLength(int type, int socketBytes) {
    return switch (type) {
      case SOCK_DIAG_BY_FAMILY -> HEADER_BYTES + socketBytes;
      case NLMSG_ERROR -> HEADER_BYTES + 4;
      default -> HEADER_BYTES;
    };
  }

  private static void addSocket(
      ByteBuffer message, ByteBuffer network, int at, int end, ListedRows into) {
    int number = message.get(at + 1);
    if (number < 1 || number > TcpState.NEW_SYN_RECV.number()) {
      return; // the kernel has more states than we ask for
    }
    TcpState state = listed(number);
    boolean ipv6 = message.get(at) == AF_INET6;
    Endpoint local = endpoint(network, ipv6, at + 8, at + 4);
    Endpoint remote = endpoint(network, ipv6, at + 24, at + 6);
    OptionalLong shutdown = OptionalLong.empty();
    List<Long> memory = List.of();
    int attribute = at + SOCKET_BYTES;
    while (end - attribute >= 4) {
      int length = Short.toUnsignedInt(message.getShort(attribute));
      if (length < 4 || length > end - attribute) {
        break;
      }
      int type = Short.toUnsignedInt(message.getShort(attribute + 2));
      if (type == SHUTDOWN && length > 4) {
        shutdown = OptionalLong.of(message.get(attribute + 4));
      } else if (type == SKMEMINFO) {
        memory = numbers(message, attribute + 4, attribute + length);
      }
      attribute += align(length);
    }
    into.add(
        new KernelSocket(
            state,
            local,
            connected(state, remote),
            ipv6,
            KernelSocket.Timer.of(message.get(at + 2)),
            Math.max(0, message.getInt(at + 52)), // negative when it has just run off
            Byte.toUnsignedInt(message.get(at + 3)),
            Integer.toUnsignedLong(message.getInt(at + 56)),
            OptionalLong.of(Integer.toUnsignedLong(message.getInt(at + 60))),
            Integer.toUnsignedLong(message.getInt(at + 64)),
            Integer.toUnsignedLong(message.getInt(at + 68)),
            OptionalLong.of(
                Integer.toUnsignedLong(message.getInt(at + 44))
                    | (long) message.getInt(at + 48) << 32),
            shutdown,
            memory));
  }

  /** The state under which a socket is listed; both lists say the same. */
  static TcpState listed(int number) {
    TcpState state = TcpState.of(number);
    return state == TcpState.NEW_SYN_RECV ? TcpState.SYN_RECV : state;
  }

  /** The peer, if there is one. */
  static @Nullable Endpoint connected(TcpState state, Endpoint remote) {
    return state == TcpState.LISTEN || remote.port() == 0 ? null : remote;
  }

  private static Endpoint endpoint(ByteBuffer network, boolean ipv6, int address, int port) {
    int number = Short.toUnsignedInt(network.getShort(port));
    return ipv6
        ? Endpoint.ofIpv6(network.getLong(address), network.getLong(address + 8), number)
        : Endpoint.ofIpv4(network.getInt(address), number);
  }

  private static List<Long> numbers(ByteBuffer message, int at, int end) {
    List<Long> numbers = new ArrayList<>((end - at) / 4);
    for (int i = at; i + 4 <= end; i += 4) {
      numbers.add(Integer.toUnsignedLong(message.getInt(i)));
    }
    return Collections.unmodifiableList(numbers);
  }

  static int align(int length) {
    return length + 3 & ~3;
  }
}
