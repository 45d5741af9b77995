package dev.sockwatch.kernel;

import java.io.IOException;

/** A call of libc that failed, with the reason as {@code errno(3)} names it. */
final class ErrnoException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int errno;

  ErrnoException(String call, int errno) {
    super(call + ": errno " + errno + nameOf(errno));
    this.errno = errno;
  }

  /** Whether the same call may succeed later: for want of descriptors or memory. */
  boolean isPassing() {
    return switch (errno) {
      case 4, 11, 12, 23, 24, 105 -> true;
      default -> false;
    };
  }

  private static String nameOf(int errno) {
    return switch (errno) {
      case 1 -> " (EPERM)";
      case 2 -> " (ENOENT)"; // no module tcp_diag or inet_diag
      case 4 -> " (EINTR)";
      case 11 -> " (EAGAIN)";
      case 12 -> " (ENOMEM)";
      case 13 -> " (EACCES)";
      case 22 -> " (EINVAL)";
      case 23 -> " (ENFILE)";
      case 24 -> " (EMFILE)";
      case 38 -> " (ENOSYS)";
      case 93 -> " (EPROTONOSUPPORT)";
      case 95 -> " (EOPNOTSUPP)";
      case 97 -> " (EAFNOSUPPORT)";
      case 105 -> " (ENOBUFS)";
      default -> "";
    };
  }
}
