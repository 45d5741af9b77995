package dev.sockwatch.kernel;

import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.Protocol;
import dev.sockwatch.net.SocketOption;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Asks by descriptor, with the JDK's own natives, which carry four bytes of an option. */
final class JdkReader implements DescriptorReader {
  private static final int TCP_INFO = 11;

  private final JdkNatives natives;

  JdkReader(JdkNatives natives) {
    this.natives = natives;
  }

  @Override
  public byte @Nullable [] tcpInfoBytes(int fd) {
    OptionalInt first = natives.option(fd, Protocol.TCP.number(), TCP_INFO);
    if (first.isEmpty()) {
      return null;
    }
    return ByteBuffer.allocate(Integer.BYTES)
        .order(ByteOrder.nativeOrder())
        .putInt(0, first.getAsInt())
        .array();
  }

  @Override
  public OptionalInt option(int fd, SocketOption option) {
    return natives.option(fd, option.level(), option.number());
  }

  /** Four bytes cannot distinguish one name from another. */
  @Override
  public @Nullable String congestionControl(int fd) {
    return null;
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

  private static @Nullable Endpoint endpoint(@Nullable InetSocketAddress address) {
    return address == null ? null : Endpoint.of(address);
  }
}
