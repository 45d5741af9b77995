package dev.sockwatch.host;

/**
 * When the kernel sends a SYN again and when it gives up, as its settings say (ip-sysctl.rst,
 * tcp_syn_retries and tcp_syn_linear_timeouts; Linux net/ipv4/tcp_timer.c).
 *
 * @param retransmits how often it sends a SYN again
 * @param giveUpSeconds after the first SYN; then connect gets ETIMEDOUT
 */
public record SynSchedule(int retransmits, long giveUpSeconds) {
  private static final int DEFAULT_RETRIES = 6;
  private static final int MAX_RETRIES = 127;
  private static final long MAX_TIMEOUT_MILLIS = 120_000;

  /** What this network namespace's settings say; before Linux 6.5 no timeout is linear. */
  public static SynSchedule of(HostSettings settings) {
    int retries =
        (int) settings.number("net.ipv4.tcp_syn_retries").orElse(DEFAULT_RETRIES)
            % (MAX_RETRIES + 1);
    int linear = (int) settings.number("net.ipv4.tcp_syn_linear_timeouts").orElse(0);
    long longest = settings.number("net.ipv4.tcp_rto_max_ms").orElse(MAX_TIMEOUT_MILLIS) / 1000;
    long seconds = linear;
    long timeout = 1;
    for (int i = 0; i <= retries; i++) {
      seconds += Math.min(timeout, longest);
      timeout = Math.min(timeout * 2, longest);
    }
    return new SynSchedule(retries + linear, seconds);
  }
}
