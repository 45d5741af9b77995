package dev.sockwatch.kernel;

import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.Protocol;
import dev.sockwatch.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Asks by descriptor, with functions of libc. No class of the JDK's sockets has any part in it:
 * initialising one of them would fix what the program may still set (RATIONALE.md, "Not a class of
 * java.net before the program").
 */
final class NativeReader implements DescriptorReader {
  private static final int IPPROTO_TCP = Protocol.TCP.number();
  private static final int TCP_INFO = 11;
  private static final int TCP_CONGESTION = 13;

  /** Longer than the newest {@code tcp_info}: what the kernel knows beyond it is cut off. */
  private static final int CAPACITY = 512;

  private final NativeCalls calls;
  private final NativeMemory value;
  private final NativeMemory length;

  NativeReader(NativeCalls calls) {
    this.calls = calls;
    this.value = calls.allocate(CAPACITY);
    this.length = calls.allocate(Integer.BYTES);
  }

  /** Links on this thread what another may not link on its own. */
  NativeReader linked() {
    OptionalLong unused = unreadBytes(-1, 0);
    Endpoint unusedToo = local(-1, 0);
    return this;
  }

  @Override
  public byte @Nullable [] tcpInfoBytes(int fd) {
    int given = read(fd, IPPROTO_TCP, TCP_INFO);
    return given == 0 ? null : bytes(given);
  }

  /** SO_LINGER is two ints: whether, and for how many seconds. */
  @Override
  public OptionalInt option(int fd, SocketOption option) {
    int given = read(fd, option.level(), option.number());
    if (given < Integer.BYTES) {
      return OptionalInt.empty();
    }
    int first = value.bytes().getInt(0);
    if (option != SocketOption.SO_LINGER) {
      return OptionalInt.of(first);
    }
    return OptionalInt.of(first == 0 ? -1 : value.bytes().getInt(Integer.BYTES));
  }

  @Override
  public @Nullable String congestionControl(int fd) {
    int given = read(fd, IPPROTO_TCP, TCP_CONGESTION);
    int end = 0;
    while (end < given && value.bytes().get(end) != 0) {
      end++;
    }
    return end == 0 ? null : new String(bytes(end), StandardCharsets.US_ASCII);
  }

  @Override
  public OptionalLong unreadBytes(int fd, long inode) {
    return calls.unreadBytes(fd, value.address()) == 0
        ? OptionalLong.of(value.bytes().getInt(0))
        : OptionalLong.empty();
  }

  @Override
  public @Nullable Endpoint local(int fd, long inode) {
    length.bytes().putInt(0, CAPACITY);
    return calls.getsockname(fd, value.address(), length.address()) == 0 ? endpoint() : null;
  }

  @Override
  public @Nullable Endpoint remote(int fd, long inode) {
    length.bytes().putInt(0, CAPACITY);
    return calls.getpeername(fd, value.address(), length.address()) == 0 ? endpoint() : null;
  }

  /** The {@code sockaddr_in} or {@code sockaddr_in6} in {@link #value}; null for any other. */
  private @Nullable Endpoint endpoint() {
    ByteBuffer address = value.bytes();
    int port = networkOrder(address, 2, Short.BYTES).getShort() & 0xffff;
    return switch (address.getShort(0)) {
      case SockDiag.AF_INET ->
          Endpoint.ofIpv4(networkOrder(address, 4, Integer.BYTES).getInt(), port);
      case SockDiag.AF_INET6 -> {
        ByteBuffer sixteen = networkOrder(address, 8, 2 * Long.BYTES);
        yield Endpoint.ofIpv6(sixteen.getLong(), sixteen.getLong(), port);
      }
      default -> null;
    };
  }

  private static ByteBuffer networkOrder(ByteBuffer address, int index, int bytes) {
    return address.slice(index, bytes).order(ByteOrder.BIG_ENDIAN);
  }

  /** How many bytes of an option the kernel wrote, 0 for an error. */
  private int read(int fd, int level, int option) {
    length.bytes().putInt(0, CAPACITY);
    int result = calls.getsockopt(fd, level, option, value.address(), length.address());
    return result == 0 ? length.bytes().getInt(0) : 0;
  }

  private byte[] bytes(int count) {
    byte[] copy = new byte[count];
    value.bytes().get(0, copy);
    return copy;
  }
}
