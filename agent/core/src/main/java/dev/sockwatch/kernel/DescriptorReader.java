package dev.sockwatch.kernel;

import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.Protocol;
import dev.sockwatch.net.SocketOption;
import dev.sockwatch.net.TcpInfo;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Asks by descriptor: {@code getsockopt} by native calls where there are any, else by the JDK's own
 * natives, which carry four bytes.
 */
final class DescriptorReader implements SocketReader {
  private static final int IPPROTO_TCP = Protocol.TCP.number();
  private static final int TCP_INFO = 11;
  private static final int TCP_CONGESTION = 13;

  /** Longer than the newest {@code tcp_info}: what the kernel knows beyond it is cut off. */
  private static final int CAPACITY = 512;

  private final JdkNatives natives;
  private final @Nullable NativeCalls calls;
  private final ByteBuffer value = direct(CAPACITY);
  private final ByteBuffer length = direct(Integer.BYTES);
  private final long valueAddress;
  private final long lengthAddress;

  DescriptorReader(JdkNatives natives, @Nullable NativeCalls calls) {
    this.natives = natives;
    this.calls = calls;
    this.valueAddress = calls == null ? 0 : calls.addressOf(value);
    this.lengthAddress = calls == null ? 0 : calls.addressOf(length);
  }

  @Override
  public boolean isByInode() {
    return false;
  }

  @Override
  public void beginRound() {}

  @Override
  public @Nullable TcpInfo tcpInfo(int fd, long inode) {
    byte[] bytes = tcpInfoBytes(fd);
    return bytes == null ? null : TcpInfo.of(bytes);
  }

  /** The bytes of {@code tcp_info}, as many as the kernel gave; null as above. */
  byte @Nullable [] tcpInfoBytes(int fd) {
    int given = calls == null ? firstBytes(fd) : read(calls, fd, TCP_INFO);
    if (given == 0) {
      return null;
    }
    byte[] copy = new byte[given];
    value.get(0, copy);
    return copy;
  }

  @Override
  public Protocol protocol(int fd, long inode) {
    OptionalInt number = option(fd, SocketOption.SO_PROTOCOL);
    return number.isPresent() ? Protocol.of(number.getAsInt()) : Protocol.UNKNOWN;
  }

  @Override
  public OptionalInt option(int fd, SocketOption option) {
    return natives.option(fd, option.level(), option.number());
  }

  @Override
  public @Nullable String congestionControl(int fd) {
    if (calls == null) {
      return null; // four bytes cannot distinguish one name from another
    }
    int given = read(calls, fd, TCP_CONGESTION);
    int end = 0;
    while (end < given && value.get(end) != 0) {
      end++;
    }
    byte[] name = new byte[end];
    value.get(0, name);
    return end == 0 ? null : new String(name, StandardCharsets.US_ASCII);
  }

  @Override
  public OptionalLong unreadBytes(int fd, long inode) {
    return natives.unreadBytes(fd);
  }

  @Override
  public @Nullable Endpoint local(int fd, long inode) {
    return endpoint(natives.localAddress(fd));
  }

  @Override
  public @Nullable Endpoint remote(int fd, long inode) {
    return endpoint(natives.remoteAddress(fd));
  }

  /** How many bytes of an option of TCP's level the kernel wrote, 0 for an error. */
  private int read(NativeCalls calls, int fd, int option) {
    length.putInt(0, CAPACITY);
    int result = calls.getsockopt(fd, IPPROTO_TCP, option, valueAddress, lengthAddress);
    return result == 0 ? length.getInt(0) : 0;
  }

  private int firstBytes(int fd) {
    OptionalInt first = natives.option(fd, IPPROTO_TCP, TCP_INFO);
    if (first.isEmpty()) {
      return 0;
    }
    value.putInt(0, first.getAsInt());
    return Integer.BYTES;
  }

  private static @Nullable Endpoint endpoint(@Nullable InetSocketAddress address) {
    return address == null ? null : Endpoint.of(address);
  }

  private static ByteBuffer direct(int capacity) {
    return ByteBuffer.allocateDirect(capacity).order(ByteOrder.nativeOrder());
  }
}
