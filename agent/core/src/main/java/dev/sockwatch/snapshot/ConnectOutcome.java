package dev.sockwatch.snapshot;

import dev.sockwatch.net.TcpInfo;
import dev.sockwatch.net.TcpInfoField;
import dev.sockwatch.net.TcpState;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What happened on the wire, or in this host, to a connect that failed. */
public enum ConnectOutcome {
  /** The other host answered with RST (ECONNREFUSED). */
  REFUSED,
  /** Nobody answered, until the kernel (ETIMEDOUT) or the program gave up. */
  UNANSWERED,
  /** No route, or a router answered with ICMP (EHOSTUNREACH, ENETUNREACH). */
  UNREACHABLE,
  /** No local port, or no local address, for this destination (EADDRNOTAVAIL). */
  NO_PORT,
  /** Anything else: not told. */
  OTHER;

  /** From then on the first SYN has been sent again (TCP_TIMEOUT_INIT, RFC 6298 section 2.1). */
  private static final long SECOND_SYN_NANOS = 1_000_000_000;

  /**
   * What an exception means, and the kernel's words where the exception's are in another language.
   *
   * @param message class and message of the exception; null where the program closed the socket
   * @param tcp the kernel's words when the socket was closed, or null
   */
  public static ConnectOutcome of(
      @Nullable String message, @Nullable TcpInfo tcp, long elapsedNanos) {
    boolean again =
        tcp == null ? elapsedNanos >= SECOND_SYN_NANOS : synRetransmits(tcp).orElse(0) > 0;
    if (message == null) {
      return tcp != null && tcp.state() == TcpState.SYN_SENT && again ? UNANSWERED : OTHER;
    }
    String name = message.contains(":") ? message.substring(0, message.indexOf(':')) : message;
    if (name.endsWith("TimeoutException") || message.contains("timed out")) {
      return UNANSWERED;
    }
    if (message.contains("refused")) {
      return REFUSED;
    }
    if (name.endsWith("NoRouteToHostException") || message.contains("unreachable")) {
      return UNREACHABLE;
    }
    if (message.contains("assign requested address")) {
      return NO_PORT;
    }
    return name.equals("java.net.ConnectException") ? (again ? UNANSWERED : REFUSED) : OTHER;
  }

  /** How often the SYN was sent again; the first four bytes of {@code tcp_info} tell it, too. */
  public static OptionalLong synRetransmits(TcpInfo tcp) {
    OptionalLong total = tcp.get(TcpInfoField.TOTAL_RETRANS);
    return total.isPresent() ? total : tcp.get(TcpInfoField.RETRANSMITS);
  }

  /** Whether it was the program that stopped waiting, not the kernel. */
  public static boolean isByProgram(@Nullable String message) {
    return message == null
        || (message.contains(":") ? message.substring(0, message.indexOf(':')) : message)
            .endsWith("TimeoutException");
  }
}
