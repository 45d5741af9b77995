package dev.sockwatch.kernel;

import dev.sockwatch.net.Protocol;
import dev.sockwatch.net.SocketOption;
import dev.sockwatch.net.TcpInfo;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Asks by descriptor, and hands out the kernel's own bytes. */
interface DescriptorReader extends SocketReader {
  /**
   * The bytes of {@code tcp_info}, as many as the kernel gave; null when the descriptor is closed
   * or no TCP socket.
   */
  byte @Nullable [] tcpInfoBytes(int fd);

  @Override
  default @Nullable TcpInfo tcpInfo(int fd, long inode) {
    byte[] bytes = tcpInfoBytes(fd);
    return bytes == null ? null : TcpInfo.of(bytes);
  }

  @Override
  default Protocol protocol(int fd, long inode) {
    OptionalInt number = option(fd, SocketOption.SO_PROTOCOL);
    return number.isPresent() ? Protocol.of(number.getAsInt()) : Protocol.UNKNOWN;
  }

  @Override
  default boolean isByInode() {
    return false;
  }

  @Override
  default void beginRound() {}
}
