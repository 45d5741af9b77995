package dev.sockwatch.net;

import java.nio.ByteOrder;

/**
 * The fields of {@code struct tcp_info}, with their offsets in it.
 *
 * <p>Source: Linux {@code include/uapi/linux/tcp.h}, filled by {@code tcp_get_info} in {@code
 * net/ipv4/tcp.c}, up to the 280 bytes of Linux 6.18. The kernel only ever appends, so a field's
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
  /**
   * Negotiated, by bit: 1 timestamps, 2 SACK, 4 window scale, 8 ECN, 16 ECN seen, 32 data in the
   * SYN acknowledged (Fast Open used), 64 timestamps in us, 128 child of a Fast Open.
   */
  OPTIONS(5, 1, "options"),
  /** The peer's window scale (bits; RFC 7323 section 2). */
  SND_WSCALE(6, 1, 0, 4, 0, "sndWscale"),
  /** The own window scale (bits). */
  RCV_WSCALE(6, 1, 4, 4, 0, "rcvWscale"),
  /** Whether the delivery rate was limited by the program, not the path; since Linux 4.9. */
  DELIVERY_RATE_APP_LIMITED(7, 1, 0, 1, 168, "deliveryRateAppLimited"),
  /**
   * Why Fast Open failed for a client: 0 unknown, 1 no cookie, 2 data not acknowledged, 3 SYN
   * retransmitted; since Linux 5.5, reported from 6.2 on.
   */
  FASTOPEN_CLIENT_FAIL(7, 1, 1, 2, 240, "fastopenClientFail"),
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
  /** Forward acknowledged (segments); always 0 since Linux 4.15. */
  FACKETS(40, 4, "fackets"),
  /** Since data was last sent, or since the connection was established (ms). */
  LAST_DATA_SENT(44, 4, "lastDataSentMillis"),
  /** Not remembered by the kernel: always 0 (ms). */
  LAST_ACK_SENT(48, 4, "lastAckSentMillis"),
  /** Since data was last received (ms). */
  LAST_DATA_RECV(52, 4, "lastDataRecvMillis"),
  /** Since an acknowledgement was last received (ms). */
  LAST_ACK_RECV(56, 4, "lastAckRecvMillis"),
  /** Path MTU (bytes). */
  PMTU(60, 4, "pmtuBytes"),
  /** Limit of the announced receive window's growth (bytes). */
  RCV_SSTHRESH(64, 4, "rcvSsthreshBytes"),
  /** Smoothed round-trip time (us; RFC 6298). */
  RTT(68, 4, "rttMicros"),
  /** Variation of the round-trip time (us; RFC 6298). */
  RTTVAR(72, 4, "rttvarMicros"),
  /** Slow-start threshold (segments); 2147483647 before the first loss. */
  SND_SSTHRESH(76, 4, "sndSsthreshSegments"),
  /** Congestion window (segments). */
  SND_CWND(80, 4, "sndCwndSegments"),
  /** Maximum segment size announced (bytes). */
  ADVMSS(84, 4, "advmssBytes"),
  /** Reordering that is tolerated before a loss is assumed (segments). */
  REORDERING(88, 4, "reorderingSegments"),
  /** Round-trip time estimated by the receiver (us). */
  RCV_RTT(92, 4, "rcvRttMicros"),
  /** Receive buffer space (bytes). */
  RCV_SPACE(96, 4, "rcvSpaceBytes"),
  /** Retransmitted in all (segments). */
  TOTAL_RETRANS(100, 4, "totalRetrans"),
  /** Pacing rate (bytes/s); absent while unlimited. */
  PACING_RATE(104, 8, "pacingRateBytesPerSecond"),
  /** Limit of the pacing rate (bytes/s; SO_MAX_PACING_RATE); absent when unlimited. */
  MAX_PACING_RATE(112, 8, "maxPacingRateBytesPerSecond"),
  /**
   * Sent and acknowledged; the SYN counts as one (RFC 4898 tcpEStatsAppHCThruOctetsAcked) (bytes).
   */
  BYTES_ACKED(120, 8, "bytesAcked"),
  /** Received in order (RFC 4898 tcpEStatsAppHCThruOctetsReceived) (bytes). */
  BYTES_RECEIVED(128, 8, "bytesReceived"),
  /** Sent in all (RFC 4898 tcpEStatsPerfSegsOut) (segments). */
  SEGS_OUT(136, 4, "segsOut"),
  /** Received in all (RFC 4898 tcpEStatsPerfSegsIn) (segments). */
  SEGS_IN(140, 4, "segsIn"),
  /** Written by the program and never sent yet (bytes). */
  NOTSENT_BYTES(144, 4, "notsentBytes"),
  /** Least round-trip time seen (us). */
  MIN_RTT(148, 4, "minRttMicros"),
  /** Received with data (RFC 4898 tcpEStatsDataSegsIn) (segments). */
  DATA_SEGS_IN(152, 4, "dataSegsIn"),
  /** Sent with data (RFC 4898 tcpEStatsDataSegsOut) (segments). */
  DATA_SEGS_OUT(156, 4, "dataSegsOut"),
  /** Most recent delivery rate (bytes/s). */
  DELIVERY_RATE(160, 8, "deliveryRateBytesPerSecond"),
  /** Time with data in flight or waiting (us). */
  BUSY_TIME(168, 8, "busyTimeMicros"),
  /** Time limited by the peer's receive window (us). */
  RWND_LIMITED(176, 8, "rwndLimitedMicros"),
  /** Time limited by the own send buffer (us). */
  SNDBUF_LIMITED(184, 8, "sndbufLimitedMicros"),
  /** Delivered, retransmissions included (segments). */
  DELIVERED(192, 4, "delivered"),
  /** Delivered and acknowledged with a congestion mark (segments; RFC 3168). */
  DELIVERED_CE(196, 4, "deliveredCe"),
  /** Sent, retransmissions included (RFC 4898 tcpEStatsPerfHCDataOctetsOut) (bytes). */
  BYTES_SENT(200, 8, "bytesSent"),
  /** Retransmitted (RFC 4898 tcpEStatsPerfOctetsRetrans) (bytes). */
  BYTES_RETRANS(208, 8, "bytesRetrans"),
  /** Duplicates that the peer reported (RFC 4898 tcpEStatsStackDSACKDups) (segments). */
  DSACK_DUPS(216, 4, "dsackDups"),
  /** Reordering events seen. */
  REORD_SEEN(220, 4, "reordSeen"),
  /** Received out of order (segments). */
  RCV_OOOPACK(224, 4, "rcvOoopack"),
  /** The peer's receive window (bytes). */
  SND_WND(228, 4, "sndWndBytes"),
  /** The own receive window (bytes). */
  RCV_WND(232, 4, "rcvWndBytes"),
  /** Changes of the flow's hash after timeouts or for load balancing. */
  REHASH(236, 4, "rehash"),
  /** Retransmission timeouts in all, of SYNs too. */
  TOTAL_RTO(240, 2, "totalRto"),
  /** Recoveries from retransmission timeouts, the unfinished one included. */
  TOTAL_RTO_RECOVERIES(242, 2, "totalRtoRecoveries"),
  /** Time spent in recoveries from retransmission timeouts (ms). */
  TOTAL_RTO_TIME(244, 4, "totalRtoTimeMillis"),
  /** Received with a congestion mark (segments; RFC 9768, as are the next six). */
  RECEIVED_CE(248, 4, "receivedCe"),
  /** Delivered with ECT(1) (bytes). */
  DELIVERED_E1_BYTES(252, 4, "deliveredE1Bytes"),
  /** Delivered with ECT(0) (bytes). */
  DELIVERED_E0_BYTES(256, 4, "deliveredE0Bytes"),
  /** Delivered with a congestion mark (bytes). */
  DELIVERED_CE_BYTES(260, 4, "deliveredCeBytes"),
  /** Received with ECT(1) (bytes). */
  RECEIVED_E1_BYTES(264, 4, "receivedE1Bytes"),
  /** Received with ECT(0) (bytes). */
  RECEIVED_E0_BYTES(268, 4, "receivedE0Bytes"),
  /** Received with a congestion mark (bytes). */
  RECEIVED_CE_BYTES(272, 4, "receivedCeBytes"),
  /**
   * Modes of Accurate ECN as the kernel packs them: in Linux 6.18 {@code accecn_fail_mode} and
   * {@code accecn_opt_seen} of 16 bits each, later kernels put more fields into the same bits.
   */
  ACCECN_MODES(276, 4, "accecnModes");

  /** Fast Open was used: the peer acknowledged data of the SYN ({@code TCPI_OPT_SYN_DATA}). */
  public static final int OPTION_SYN_DATA = 32;

  private final int offset;
  private final int width;
  private final int shift;
  private final long mask;
  private final int neededLength;
  private final String reportName;

  TcpInfoField(int offset, int width, String reportName) {
    this(offset, width, 0, width * 8, 0, reportName);
  }

  /**
   * A bit field.
   *
   * @param firstBit counted as a little-endian compiler does
   * @param sinceLength the shortest struct of a kernel that fills it
   */
  TcpInfoField(int offset, int width, int firstBit, int bits, int sinceLength, String reportName) {
    boolean whole = bits == width * 8;
    this.offset = offset;
    this.width = width;
    this.shift =
        whole || ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
            ? firstBit
            : width * 8 - firstBit - bits;
    this.mask = bits == 64 ? -1 : (1L << bits) - 1;
    this.neededLength = Math.max(offset + width, sinceLength);
    this.reportName = reportName;
  }

  public int offset() {
    return offset;
  }

  public int width() {
    return width;
  }

  /** Of the bytes that hold it, the field's own bits. */
  long bitsOf(long value) {
    return value >>> shift & mask;
  }

  /** How many bytes the kernel must return for the field to be there. */
  int neededLength() {
    return neededLength;
  }

  /** The kernel's name in camel case, with the unit. */
  public String reportName() {
    return reportName;
  }
}
