package dev.sockwatch.host;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The kernel settings that a TCP diagnosis looks at, by sysctl name.
 *
 * <p>Meanings and units are in the kernel's Documentation/networking/ip-sysctl.rst, {@code
 * net.core} in Documentation/admin-guide/sysctl/net.rst and {@code net.netfilter} in
 * nf_conntrack-sysctl.rst. {@code tcp_fastopen_key} is a secret and never read.
 */
final class SysctlNames {
  /** All of them, in the order in which they are reported. */
  static final List<String> ALL = all();

  private SysctlNames() {}

  private static List<String> all() {
    List<String> names = new ArrayList<>();
    // A dead peer, a handshake, a close: in seconds or in retransmissions.
    add(names, "net.ipv4.tcp_", "keepalive_time keepalive_intvl keepalive_probes");
    add(names, "net.ipv4.tcp_", "syn_retries synack_retries syn_linear_timeouts");
    add(names, "net.ipv4.tcp_", "retries1 retries2 orphan_retries rto_min_us rto_max_ms");
    add(names, "net.ipv4.tcp_", "thin_linear_timeouts fin_timeout max_orphans");
    // Ports and TIME_WAIT.
    add(names, "net.ipv4.", "ip_local_port_range ip_local_reserved_ports");
    add(names, "net.ipv4.", "ip_unprivileged_port_start ip_autobind_reuse");
    add(names, "net.ipv4.tcp_", "tw_reuse tw_reuse_delay max_tw_buckets rfc1337");
    // Queues of a listener.
    add(names, "net.core.", "somaxconn");
    add(names, "net.ipv4.tcp_", "max_syn_backlog syncookies abort_on_overflow migrate_req");
    // Buffers: bytes, except tcp_mem, which is pages.
    add(names, "net.ipv4.tcp_", "rmem wmem mem moderate_rcvbuf adv_win_scale shrink_window");
    add(names, "net.ipv4.tcp_", "notsent_lowat limit_output_bytes autocorking");
    add(names, "net.core.", "rmem_default rmem_max wmem_default wmem_max optmem_max");
    // How it sends, and how it finds losses.
    add(names, "net.ipv4.tcp_", "congestion_control available_congestion_control");
    add(names, "net.ipv4.tcp_", "slow_start_after_idle no_metrics_save pingpong_thresh");
    add(names, "net.ipv4.tcp_", "window_scaling timestamps sack dsack recovery early_retrans frto");
    add(names, "net.ipv4.tcp_", "reordering max_reordering comp_sack_delay_ns");
    add(names, "net.ipv4.tcp_", "fastopen fastopen_blackhole_timeout_sec ecn ecn_fallback");
    add(names, "net.ipv4.tcp_", "mtu_probing base_mss min_snd_mss challenge_ack_limit");
    add(names, "net.ipv4.", "ip_no_pmtu_disc");
    add(names, "net.mptcp.", "enabled");
    // Around TCP: the device, and what a stateful firewall on this host forgets when.
    add(names, "net.core.", "default_qdisc netdev_max_backlog netdev_budget netdev_budget_usecs");
    add(names, "net.core.", "busy_poll busy_read txrehash");
    add(names, "net.netfilter.nf_conntrack_", "max tcp_timeout_established tcp_timeout_close_wait");
    add(names, "net.netfilter.nf_conntrack_", "tcp_timeout_time_wait tcp_loose tcp_be_liberal");
    return Collections.unmodifiableList(names);
  }

  private static void add(List<String> names, String prefix, String blankSeparated) {
    for (String name : blankSeparated.split(" ", -1)) {
      names.add(prefix + name);
    }
  }
}
