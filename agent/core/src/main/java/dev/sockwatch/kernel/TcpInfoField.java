package dev.sockwatch.kernel;

/**
 * The fields of {@code struct tcp_info} that are read, with their places in it.
 *
 * <p>Source: Linux {@code include/uapi/linux/tcp.h}; the kernel only ever appends, so a field's
 * place never changes and one beyond the returned length is absent.
 */
public enum TcpInfoField {
  /** TCP state. */
  STATE(0, 1, "state"),
  /** Congestion-avoidance state: 0 open, 1 disorder, 2 CWR, 3 recovery, 4 loss. */
  CA_STATE(1, 1, "caState"),
  /** Retransmission timeouts in a row for the oldest unacknowledged data. */
  RETRANSMITS(2, 1, "retransmits"),
  /** Unanswered keepalive or zero-window probes. */
  PROBES(3, 1, "probes"),
  /** Doublings of the retransmission timeout. */
  BACKOFF(4, 1, "backoff"),
  /** Retransmission timeout (us). */
  RTO(8, 4, "rtoMicros"),
  /** Delayed-acknowledgement timeout (us). */
  ATO(12, 4, "atoMicros"),
  /** Maximum segment size for sending (bytes). */
  SND_MSS(16, 4, "sndMssBytes"),
  /** Maximum segment size seen in receiving (bytes). */
  RCV_MSS(20, 4, "rcvMssBytes"),
  /** Sent and not acknowledged; of a listener, the length of its accept queue (segments). */
  UNACKED(24, 4, "unacked"),
  /** Selectively acknowledged; of a listener, the limit of its accept queue (segments). */
  SACKED(28, 4, "sacked"),
  /** Taken for lost (segments). */
  LOST(32, 4, "lost"),
  /** Retransmitted and not acknowledged yet (segments). */
  RETRANS(36, 4, "retrans"),
  /** Since data was last sent, or since the connection was established (ms). */
  LAST_DATA_SENT(44, 4, "lastDataSentMillis"),
  /** Since data was last received (ms). */
  LAST_DATA_RECV(52, 4, "lastDataRecvMillis"),
  /** Since an acknowledgement was last received (ms). */
  LAST_ACK_RECV(56, 4, "lastAckRecvMillis"),
  /** Path MTU (bytes). */
  PMTU(60, 4, "pmtuBytes"),
  /** Smoothed round-trip time (us). */
  RTT(68, 4, "rttMicros"),
  /** Variation of the round-trip time (us). */
  RTTVAR(72, 4, "rttvarMicros"),
  /** Slow-start threshold (segments). */
  SND_SSTHRESH(76, 4, "sndSsthreshSegments"),
  /** Congestion window (segments). */
  SND_CWND(80, 4, "sndCwndSegments"),
  /** Maximum segment size announced (bytes). */
  ADVMSS(84, 4, "advmssBytes"),
  /** Round-trip time estimated by the receiver (us). */
  RCV_RTT(92, 4, "rcvRttMicros"),
  /** Receive buffer space (bytes). */
  RCV_SPACE(96, 4, "rcvSpaceBytes"),
  /** Retransmitted in all (segments). */
  TOTAL_RETRANS(100, 4, "totalRetrans"),
  /** Pacing rate (bytes/s). */
  PACING_RATE(104, 8, "pacingRateBytesPerSecond"),
  /**
   * Sent and acknowledged; the SYN counts as one (RFC 4898 tcpEStatsAppHCThruOctetsAcked) (bytes).
   */
  BYTES_ACKED(120, 8, "bytesAcked"),
  /** Received in order (RFC 4898 tcpEStatsAppHCThruOctetsReceived) (bytes). */
  BYTES_RECEIVED(128, 8, "bytesReceived"),
  /** Sent in all (segments). */
  SEGS_OUT(136, 4, "segsOut"),
  /** Received in all (segments). */
  SEGS_IN(140, 4, "segsIn"),
  /** Written by the program and never sent yet (bytes). */
  NOTSENT_BYTES(144, 4, "notsentBytes"),
  /** Least round-trip time seen (us). */
  MIN_RTT(148, 4, "minRttMicros"),
  /** Received with data (segments). */
  DATA_SEGS_IN(152, 4, "dataSegsIn"),
  /** Sent with data (segments). */
  DATA_SEGS_OUT(156, 4, "dataSegsOut"),
  /** Most recent delivery rate (bytes/s). */
  DELIVERY_RATE(160, 8, "deliveryRateBytesPerSecond"),
  /** Time with data in flight or waiting (us). */
  BUSY_TIME(168, 8, "busyTimeMicros"),
  /** Time limited by the peer's receive window (us). */
  RWND_LIMITED(176, 8, "rwndLimitedMicros"),
  /** Time limited by the own send buffer (us). */
  SNDBUF_LIMITED(184, 8, "sndbufLimitedMicros"),
  /** Sent, retransmissions included (RFC 4898 tcpEStatsPerfHCDataOctetsOut) (bytes). */
  BYTES_SENT(200, 8, "bytesSent"),
  /** Retransmitted (RFC 4898 tcpEStatsPerfOctetsRetrans) (bytes). */
  BYTES_RETRANS(208, 8, "bytesRetrans"),
  /** Received out of order (segments). */
  RCV_OOOPACK(224, 4, "rcvOoopack"),
  /** The peer's receive window (bytes). */
  SND_WND(228, 4, "sndWndBytes"),
  /** The own receive window (bytes). */
  RCV_WND(232, 4, "rcvWndBytes"),
  /** Retransmission timeouts in all. */
  TOTAL_RTO(240, 2, "totalRto"),
  /** Time spent in retransmission timeouts (ms). */
  TOTAL_RTO_TIME(244, 4, "totalRtoTimeMillis");

  private final int offset;
  private final int width;
  private final String reportName;

  TcpInfoField(int offset, int width, String reportName) {
    this.offset = offset;
    this.width = width;
    this.reportName = reportName;
  }

  int offset() {
    return offset;
  }

  int width() {
    return width;
  }

  /** The kernel's name in camel case, with the unit. */
  public String reportName() {
    return reportName;
  }
}
