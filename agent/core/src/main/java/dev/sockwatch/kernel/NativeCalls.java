package dev.sockwatch.kernel;

import java.nio.ByteBuffer;

/**
 * The few functions of libc that the kernel readers call, by whichever way this JVM allows.
 *
 * <p>Pointers are addresses of direct buffers. Used by the sampler alone.
 */
interface NativeCalls {
  /** {@code getsockopt(2)}: 0, or -1 with {@link #errno}. */
  int getsockopt(int fd, int level, int option, long value, long length);

  /** {@code socket(2)}: a descriptor, or -1 with {@link #errno}. */
  int socket(int domain, int type, int protocol);

  /** {@code send(2)}: bytes sent, or -1 with {@link #errno}. */
  long send(int fd, long buffer, long length, int flags);

  /** {@code recv(2)}: bytes received, or -1 with {@link #errno}. */
  long recv(int fd, long buffer, long length, int flags);

  /** {@code close(2)}: 0, or -1 with {@link #errno}. */
  int close(int fd);

  /** The reason of the last failure ({@code errno(3)}), right after it. */
  int errno();

  /** The address of a direct buffer, which the caller keeps reachable. */
  long addressOf(ByteBuffer direct);
}
