package dev.sockwatch.kernel;

import java.nio.ByteBuffer;

/** One way to ask the kernel for a socket's {@code tcp_info}. Used by the sampler alone. */
interface TcpInfoReader {
  /**
   * Reads {@code tcp_info} into the start of {@code buffer}.
   *
   * @param buffer direct, at least 512 bytes
   * @return how many bytes the kernel gave; 0 when the descriptor is closed or not TCP
   */
  int read(int fd, ByteBuffer buffer);
}
