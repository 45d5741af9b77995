package dev.sockwatch.kernel;

/**
 * The few functions of libc that the kernel readers call, by whichever way this JVM allows.
 *
 * <p>Pointers are addresses of {@link NativeMemory}. Used by one thread at a time.
 */
interface NativeCalls {
  /** The same functions for another thread. */
  NativeCalls another();

  /** Memory for values, zeroed. */
  NativeMemory allocate(int bytes);

  /** {@code getsockopt(2)}: 0, or -1. */
  int getsockopt(int fd, int level, int option, long value, long length);

  /** {@code getsockname(2)}: 0, or -1. */
  int getsockname(int fd, long address, long length);

  /** {@code getpeername(2)}: 0, or -1. */
  int getpeername(int fd, long address, long length);

  /** {@code ioctl(fd, FIONREAD, count)}: 0, or -1. */
  int unreadBytes(int fd, long count);

  /** {@code socket(2)}: a descriptor, or -1 with {@link #errno}. */
  int socket(int domain, int type, int protocol);

  /** {@code send(2)}: bytes sent, or -1 with {@link #errno}. */
  long send(int fd, long buffer, long length, int flags);

  /** {@code recv(2)}: bytes received, or -1 with {@link #errno}. */
  long recv(int fd, long buffer, long length, int flags);

  /** {@code close(2)}: 0, or -1 with {@link #errno}. */
  int close(int fd);

  /** Why one of the last four failed ({@code errno(3)}), right after it. */
  int errno();
}
