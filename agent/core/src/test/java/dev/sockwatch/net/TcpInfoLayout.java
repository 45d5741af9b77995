package dev.sockwatch.net;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code struct tcp_info} as Linux 6.18 declares it, laid out as a C compiler does. */
final class TcpInfoLayout {
  /**
   * From {@code include/uapi/linux/tcp.h}: bytes, then name; members with a 0 are bit fields that
   * share the byte before.
   */
  private static final String STRUCT =
      """
      1 state
      1 ca_state
      1 retransmits
      1 probes
      1 backoff
      1 options
      1 snd_wscale
      0 rcv_wscale
      1 delivery_rate_app_limited
      0 fastopen_client_fail
      4 rto
      4 ato
      4 snd_mss
      4 rcv_mss
      4 unacked
      4 sacked
      4 lost
      4 retrans
      4 fackets
      4 last_data_sent
      4 last_ack_sent
      4 last_data_recv
      4 last_ack_recv
      4 pmtu
      4 rcv_ssthresh
      4 rtt
      4 rttvar
      4 snd_ssthresh
      4 snd_cwnd
      4 advmss
      4 reordering
      4 rcv_rtt
      4 rcv_space
      4 total_retrans
      8 pacing_rate
      8 max_pacing_rate
      8 bytes_acked
      8 bytes_received
      4 segs_out
      4 segs_in
      4 notsent_bytes
      4 min_rtt
      4 data_segs_in
      4 data_segs_out
      8 delivery_rate
      8 busy_time
      8 rwnd_limited
      8 sndbuf_limited
      4 delivered
      4 delivered_ce
      8 bytes_sent
      8 bytes_retrans
      4 dsack_dups
      4 reord_seen
      4 rcv_ooopack
      4 snd_wnd
      4 rcv_wnd
      4 rehash
      2 total_rto
      2 total_rto_recoveries
      4 total_rto_time
      4 received_ce
      4 delivered_e1_bytes
      4 delivered_e0_bytes
      4 delivered_ce_bytes
      4 received_e1_bytes
      4 received_e0_bytes
      4 received_ce_bytes
      4 accecn_modes
      """;

  /** A member's place. */
  record Place(int offset, int width) {}

  private TcpInfoLayout() {}

  /** The members by name, in order. */
  static Map<String, Place> places() {
    Map<String, Place> places = new LinkedHashMap<>();
    int end = 0;
    for (String member : STRUCT.lines().toList()) {
      int width = Integer.parseInt(member.substring(0, 1));
      if (width == 0) {
        places.put(member.substring(2), new Place(end - 1, 1));
        continue;
      }
      int offset = (end + width - 1) / width * width;
      places.put(member.substring(2), new Place(offset, width));
      end = offset + width;
    }
    return places;
  }
}
