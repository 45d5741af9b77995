package dev.sockwatch.detect;

import java.util.Locale;

/** The findings, by their stable ids. */
public enum FindingId {
  /** The owner was collected, and the program never closed it. */
  SOCKET_ABANDONED,
  /** The peer has closed, the program has not. */
  CLOSE_WAIT,
  /** Closed by the program, and the descriptor is still held. */
  CLOSE_PENDING,
  /** Created, then neither connected, bound nor closed. */
  NEVER_CONNECTED,
  /** More and more sockets, while older ones lie idle. */
  SOCKETS_GROWING,
  /** Few descriptors are left below RLIMIT_NOFILE. */
  DESCRIPTORS_LOW,
  /** Nagle's algorithm held back the second of two small writes. */
  NAGLE_STALL,
  /** Small messages in several writes with TCP_NODELAY off; none was held back so far. */
  NODELAY_MISSING,
  /** A connection for each request. */
  CONNECTION_PER_REQUEST,
  /** Connects that needed a second SYN. */
  CONNECT_SLOW,
  /** The peer reset connections. */
  RESET_BY_PEER,
  /** The program's close made the kernel send a RST. */
  RESET_BY_US,
  /** Idle for long, and nothing would notice that the peer is gone. */
  KEEPALIVE_DISABLED,
  /** Idle for long, and keepalive comes too late. */
  KEEPALIVE_TOO_SLOW,
  /** Closed connections hold the local ports to a destination. */
  TIME_WAIT_PRESSURE,
  /** Few local ports are left for connections to a destination. */
  EPHEMERAL_PORTS_LOW,
  /** The other host refuses connects. */
  CONNECT_REFUSED,
  /** Nobody answers to connects. */
  CONNECT_TIMED_OUT,
  /** There is no way to where connects go. */
  CONNECT_UNREACHABLE,
  /** The kernel has no local port for a connect. */
  CONNECT_NO_PORT;

  /** The finding with that id. */
  public static FindingId of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** The id, e.g. {@code close-wait}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Page and section that explain it: {@code FINDINGS.md#close-wait}. */
  public String documentation() {
    return "FINDINGS.md#" + word();
  }
}
