package dev.sockwatch.snapshot;

import dev.sockwatch.net.SocketError;
import dev.sockwatch.net.SocketFailure;
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
   * What an error means, and the kernel's words where the exception's are in another language.
   *
   * @param failure what connect threw; null where the program closed the socket
   * @param tcp the kernel's words when the socket was closed, or null
   */
  public static ConnectOutcome of(
      @Nullable SocketFailure failure, @Nullable TcpInfo tcp, long elapsedNanos) {
    boolean again =
        tcp == null ? elapsedNanos >= SECOND_SYN_NANOS : synRetransmits(tcp).orElse(0) > 0;
    if (failure == null) {
      return tcp != null && tcp.state() == TcpState.SYN_SENT && again ? UNANSWERED : OTHER;
    }
    return switch (failure.error()) {
      case CONNECTION_REFUSED -> REFUSED;
      case TIMED_OUT, PROGRAM_TIMED_OUT -> UNANSWERED;
      case HOST_UNREACHABLE, NETWORK_UNREACHABLE -> UNREACHABLE;
      case ADDRESS_NOT_AVAILABLE -> NO_PORT;
      case CONNECT_FAILED -> again ? UNANSWERED : REFUSED;
      default -> OTHER;
    };
  }

  /** How often the SYN was sent again; the first four bytes of {@code tcp_info} tell it, too. */
  public static OptionalLong synRetransmits(TcpInfo tcp) {
    OptionalLong total = tcp.get(TcpInfoField.TOTAL_RETRANS);
    return total.isPresent() ? total : tcp.get(TcpInfoField.RETRANSMITS);
  }

  /** Whether it was the program that stopped waiting, not the kernel. */
  public static boolean isByProgram(@Nullable SocketFailure failure) {
    return failure == null || failure.error() == SocketError.PROGRAM_TIMED_OUT;
  }
}
