package dev.sockwatch.net;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;

/**
 * Why a call on a socket failed: decoded once, on the thread that sees the exception, and carried
 * as a value from there on.
 *
 * <p>The JDK keeps no errno: it makes a class and a text of it ({@code handleSocketError} in Net.c,
 * {@code strerror_r}). The class tells in any language; Netty's text has the number, too.
 */
public enum SocketError {
  /** ECONNREFUSED. */
  CONNECTION_REFUSED("connection_refused", "the peer answered with RST: nobody listens there"),
  /** ETIMEDOUT. */
  TIMED_OUT("timed_out", "no answer until the kernel or the program gave up"),
  /** The program's or a library's own time-out, not the kernel's. */
  PROGRAM_TIMED_OUT("timed_out", TIMED_OUT.meaning),
  /** EHOSTUNREACH, EHOSTDOWN. */
  HOST_UNREACHABLE("host_unreachable", "no route to the host, or a router says so"),
  /** ENETUNREACH. */
  NETWORK_UNREACHABLE("network_unreachable", "no route to the network"),
  /** EADDRNOTAVAIL. */
  ADDRESS_NOT_AVAILABLE("address_not_available", "no local port is left, or no such own address"),
  /** EADDRINUSE. */
  ADDRESS_IN_USE("address_already_in_use", "the local address or the pair of ports is taken"),
  /** EACCES, EPERM. */
  ACCESS_DENIED("access_denied", "a firewall of this host or a policy forbids it"),
  /** ECONNRESET. */
  CONNECTION_RESET("connection_reset", "the peer sent RST"),
  /** EPIPE. */
  BROKEN_PIPE("broken_pipe", "written to a connection that is reset or whose output is shut down"),
  /** No look-up gave an address. */
  HOST_NOT_FOUND("host_not_found", "the name has no address"),
  /** Closed, cancelled or interrupted meanwhile. */
  OPERATION_ABORTED(
      "operation_aborted", "the program closed the socket, or interrupted the thread"),
  /** EMFILE; the limit of the whole host (ENFILE) is another one. */
  TOO_MANY_OPEN_FILES("too_many_open_files", "this process has no descriptor left"),
  /** The kernel's refusal or time-out, in a language that is not known here. */
  CONNECT_FAILED("_OTHER", "anything else"),
  /** Anything else. */
  OTHER("_OTHER", CONNECT_FAILED.meaning);

  private final String word;
  private final String meaning;

  SocketError(String word, String meaning) {
    this.word = word;
    this.meaning = meaning;
  }

  /** As OpenTelemetry's {@code error.type} has it; several errors may share one. */
  public String word() {
    return word;
  }

  /** What the word means. */
  public String meaning() {
    return meaning;
  }

  /** Whether the peer has broken off a connection that was established. */
  public boolean isReset() {
    return this == CONNECTION_RESET || this == BROKEN_PIPE;
  }

  /** What this exception says; a few comparisons of texts. */
  public static SocketError of(Throwable failure) {
    if (failure.getClass().getName().endsWith("TimeoutException")) {
      return PROGRAM_TIMED_OUT;
    }
    if (failure instanceof UnknownHostException || failure instanceof UnresolvedAddressException) {
      return HOST_NOT_FOUND;
    }
    if (failure instanceof ClosedChannelException) {
      return OPERATION_ABORTED;
    }
    String message = failure.getMessage();
    SocketError said = message == null ? OTHER : ofMessage(message);
    if (said != OTHER) {
      return said;
    }
    if (failure instanceof NoRouteToHostException) {
      return HOST_UNREACHABLE;
    }
    return failure instanceof ConnectException ? CONNECT_FAILED : OTHER;
  }

  /** By the number, as Netty's native transports write it, else by the text of the C library. */
  private static SocketError ofMessage(String message) {
    SocketError numbered = SocketErrorTexts.byNumber(message);
    return numbered == OTHER ? SocketErrorTexts.byText(message) : numbered;
  }
}
