package dev.sockwatch.net;

/** What stands in the messages of the JDK and of Netty for each {@link SocketError}. */
final class SocketErrorTexts {
  /**
   * Before Netty's errno: {@code finishConnect(..) failed with error(-111): Connection refused}.
   */
  private static final String NUMBERED = "error(-";

  private SocketErrorTexts() {}

  /** By an errno of Linux (x86, Arm) in the text; OTHER where there is none. */
  static SocketError byNumber(String message) {
    int at = message.indexOf(NUMBERED);
    if (at < 0) {
      return SocketError.OTHER;
    }
    int errno = 0;
    for (int i = at + NUMBERED.length(); i < message.length() && errno < 1000; i++) {
      int digit = message.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      errno = errno * 10 + digit;
    }
    return switch (errno) {
      case 1, 13 -> SocketError.ACCESS_DENIED;
      case 24 -> SocketError.TOO_MANY_OPEN_FILES;
      case 32 -> SocketError.BROKEN_PIPE;
      case 98 -> SocketError.ADDRESS_IN_USE;
      case 99 -> SocketError.ADDRESS_NOT_AVAILABLE;
      case 101 -> SocketError.NETWORK_UNREACHABLE;
      case 104 -> SocketError.CONNECTION_RESET;
      case 110 -> SocketError.TIMED_OUT;
      case 111 -> SocketError.CONNECTION_REFUSED;
      case 112, 113 -> SocketError.HOST_UNREACHABLE;
      default -> SocketError.OTHER;
    };
  }

  /** By the C library's English. */
  static SocketError byText(String message) {
    if (message.contains("Connection refused")) {
      return SocketError.CONNECTION_REFUSED;
    }
    if (message.contains("timed out")) {
      return SocketError.TIMED_OUT;
    }
    if (message.contains("No route to host") || message.contains("Host is down")) {
      return SocketError.HOST_UNREACHABLE;
    }
    if (message.contains("Network is unreachable")) {
      return SocketError.NETWORK_UNREACHABLE;
    }
    if (message.contains("assign requested address")) {
      return SocketError.ADDRESS_NOT_AVAILABLE;
    }
    if (message.contains("Address already in use")) {
      return SocketError.ADDRESS_IN_USE;
    }
    if (message.contains("Permission denied") || message.contains("Operation not permitted")) {
      return SocketError.ACCESS_DENIED;
    }
    if (message.contains("Connection reset")) {
      return SocketError.CONNECTION_RESET;
    }
    if (message.contains("Broken pipe")) {
      return SocketError.BROKEN_PIPE;
    }
    if (message.contains("Too many open files") && !message.contains("in system")) {
      return SocketError.TOO_MANY_OPEN_FILES;
    }
    boolean isAborted =
        message.contains("Socket closed")
            || message.contains("Closed by interrupt")
            || message.contains("Interrupted");
    return isAborted ? SocketError.OPERATION_ABORTED : SocketError.OTHER;
  }
}
