package dev.sockwatch.junit;

import dev.sockwatch.api.LeftSocketView;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sockets that may stay open, as narrowly as they can be described.
 *
 * @param what which property of the socket decides
 * @param pattern what it must be
 * @param unless never where this class or method is on the opening stack; else empty
 * @param reason why
 */
record SocketRule(What what, String pattern, String unless, String reason) {
  private static final Set<What> FOR_USERS =
      EnumSet.of(What.OPENED_BY, What.LISTENING_ON, What.CONNECTED_TO, What.POOLED_BY);

  /** Which property of a socket decides. */
  enum What {
    /** A class or package on the opening stack. */
    OPENED_BY("openedBy"),
    /** A listener's port, or address and port. */
    LISTENING_ON("listeningOn"),
    /** A client's destination: address and port, or {@code *:port}. */
    CONNECTED_TO("connectedTo"),
    /** A static initialiser; the pattern is {@code <clinit>}. */
    OPENED_IN("openedIn"),
    /** No scope at all; the pattern is {@code nobody}. */
    OWNED_BY("ownedBy"),
    /** An idle client connection with this class or package on the opening stack. */
    POOLED_BY("pooledBy");

    private final String word;

    What(String word) {
      this.word = word;
    }
  }

  /**
   * Reads {@code openedBy=com.acme.Pool}.
   *
   * @throws IllegalArgumentException that says what would be right
   */
  static SocketRule parse(String text) {
    int equals = text.indexOf('=');
    String word = equals < 0 ? text : text.substring(0, equals).strip();
    String pattern = equals < 0 ? "" : text.substring(equals + 1).strip();
    for (What what : What.values()) {
      if (what.word.equals(word) && !pattern.isEmpty() && FOR_USERS.contains(what)) {
        return new SocketRule(what, pattern, "", "asked for by ignore");
      }
    }
    throw new IllegalArgumentException(
        "sockwatch: \""
            + text
            + "\" is no rule; write openedBy=<class or package>, listeningOn=<port>,"
            + " connectedTo=<address>:<port> or pooledBy=<class or package>");
  }

  boolean covers(LeftSocketView socket) {
    return switch (what) {
      case OPENED_BY -> isOnStack(socket, pattern) && !isExcepted(socket);
      case LISTENING_ON -> socket.role().equals("listener") && isAddress(socket.local());
      case CONNECTED_TO -> socket.role().equals("client") && isAddress(socket.remote());
      case OPENED_IN -> socket.stack().stream().anyMatch(f -> f.contains("." + pattern + "("));
      case OWNED_BY -> socket.openedIn() == null;
      case POOLED_BY -> isIdle(socket) && isOnStack(socket, pattern) && !isExcepted(socket);
    };
  }

  /** As it is written. */
  String text() {
    return what.word + "=" + pattern;
  }

  private boolean isExcepted(LeftSocketView socket) {
    return !unless.isEmpty() && isOnStack(socket, unless);
  }

  /** In use it would have something to read, or the program would have read its end. */
  private static boolean isIdle(LeftSocketView socket) {
    String state = socket.state() == null ? "" : socket.state().toUpperCase(Locale.ROOT);
    Long unread = socket.unreadBytes();
    return socket.role().equals("client")
        && !socket.abandoned()
        && !socket.closeRequested()
        && (state.equals("ESTABLISHED") || state.equals("CLOSE_WAIT"))
        && (unread == null || unread == 0)
        && socket.endOfInputReader().isEmpty();
  }

  private static boolean isOnStack(LeftSocketView socket, String name) {
    return socket.stack().stream().anyMatch(frame -> isIn(frame, name));
  }

  /** A whole name: {@code com.acme.Pool} is not {@code com.acme.PoolTest}. */
  private static boolean isIn(String frame, String name) {
    return frame.startsWith(name)
        && (name.endsWith(".")
            || frame.length() == name.length()
            || ".$(".indexOf(frame.charAt(name.length())) >= 0);
  }

  private boolean isAddress(@Nullable String address) {
    if (address == null) {
      return false;
    }
    String port = address.substring(address.lastIndexOf(':') + 1);
    return pattern.equals(address)
        || pattern.equals(port)
        || pattern.equals("*:" + port)
        || (pattern.equals("localhost:" + port) && address.matches("(127\\..*|\\[?.*::1]?:.*)"));
  }
}
