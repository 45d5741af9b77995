package dev.sockwatch.net;

/**
 * Socket options with an int value, read back from the kernel; never SO_ERROR, which reading
 * clears.
 */
public enum SocketOption {
  /** Address family: 1 Unix domain, 2 IPv4, 10 IPv6. */
  SO_DOMAIN(1, 39, "soDomain"),
  /** 1 stream, 2 datagram. */
  SO_TYPE(1, 3, "soType"),
  /** 6 TCP, 17 UDP, 0 Unix domain. */
  SO_PROTOCOL(1, 38, "soProtocol"),
  /** Nagle's algorithm off (1) or on (0). */
  TCP_NODELAY(6, 1, "tcpNoDelay"),
  /** Keepalive probes on or off. */
  SO_KEEPALIVE(1, 9, "soKeepAlive"),
  /** Idle seconds before the first probe. */
  TCP_KEEPIDLE(6, 4, "tcpKeepIdleSeconds"),
  /** Seconds between probes. */
  TCP_KEEPINTVL(6, 5, "tcpKeepIntvlSeconds"),
  /** Unanswered probes until the connection is dropped. */
  TCP_KEEPCNT(6, 6, "tcpKeepCnt"),
  /** Longest time that sent data may stay unacknowledged; 0 for the system's default. */
  TCP_USER_TIMEOUT(6, 18, "tcpUserTimeoutMillis"),
  /** Seconds that close waits for unsent data, -1 for off. */
  SO_LINGER(1, 13, "soLingerSeconds"),
  /** Send buffer, as the kernel accounts it. */
  SO_SNDBUF(1, 7, "soSndBufBytes"),
  /** Receive buffer, as the kernel accounts it. */
  SO_RCVBUF(1, 8, "soRcvBufBytes"),
  /** Maximum segment size for sending. */
  TCP_MAXSEG(6, 2, "tcpMaxsegBytes");

  private final int level;
  private final int number;
  private final String reportName;

  SocketOption(int level, int number, String reportName) {
    this.level = level;
    this.number = number;
    this.reportName = reportName;
  }

  public int level() {
    return level;
  }

  public int number() {
    return number;
  }

  /** The name in reports, with the unit. */
  public String reportName() {
    return reportName;
  }
}
