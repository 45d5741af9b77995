package dev.sockwatch.kernel;

import org.jspecify.annotations.Nullable;

/** Asks by descriptor, and hands out the kernel's own bytes. */
interface DescriptorReader extends SocketReader {
  /**
   * The bytes of {@code tcp_info}, as many as the kernel gave; null when the descriptor is closed
   * or no TCP socket.
   */
  byte @Nullable [] tcpInfoBytes(int fd);

  @Override
  default boolean isByInode() {
    return false;
  }

  @Override
  default void beginRound() {}
}
