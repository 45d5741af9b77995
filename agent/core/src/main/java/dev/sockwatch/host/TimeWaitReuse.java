package dev.sockwatch.host;

import dev.sockwatch.net.Endpoint;

/**
 * Which ports in TIME_WAIT the kernel gives to a new connection to the same destination: {@code
 * tcp_twsk_unique} in Linux net/ipv4/tcp_ipv4.c.
 *
 * @param everywhere tcp_tw_reuse is 1
 * @param onLoopback tcp_tw_reuse is 1 or 2 (the default since Linux 4.20)
 * @param delayMillis only those closed longer ago: tcp_tw_reuse_delay, or one second
 */
public record TimeWaitReuse(boolean everywhere, boolean onLoopback, long delayMillis) {
  private static final long DELAY_BEFORE_IT_WAS_A_SETTING = 1000;

  public static TimeWaitReuse of(HostSettings settings) {
    // Only connections with time stamps can be distinguished from the new one (RFC 6191).
    boolean stamped = settings.number("net.ipv4.tcp_timestamps").orElse(1) != 0;
    long reuse = stamped ? settings.number("net.ipv4.tcp_tw_reuse").orElse(0) : 0;
    return new TimeWaitReuse(
        reuse == 1,
        reuse == 1 || reuse == 2,
        settings.number("net.ipv4.tcp_tw_reuse_delay").orElse(DELAY_BEFORE_IT_WAS_A_SETTING));
  }

  /** Whether ports of connections between these addresses are ever given back early. */
  public boolean covers(Endpoint local, Endpoint remote) {
    return everywhere || (onLoopback && (local.isLoopback() || remote.isLoopback()));
  }
}
