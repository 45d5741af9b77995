package dev.sockwatch.tests.findings;

import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Places;
import org.jspecify.annotations.Nullable;

/**
 * A network namespace of our own: 192.0.2.1 is an address of this host, nobody answers at
 * 192.0.2.2, and no way leads to 198.51.100.1.
 */
final class SampleNetwork {
  static final String OWN_HOST = "-Dsample.host=192.0.2.1";
  static final String USUAL_PORTS = "32768 60999";
  static final String DOZEN_PORTS = "40000 40011";

  private SampleNetwork() {}

  /**
   * Puts a program there, with these local ports.
   *
   * @return null, or why that is not possible here
   */
  static @Nullable String enter(ForkedJvm jvm, String ports) {
    return Places.inNetwork(jvm, settings(ports));
  }

  private static String settings(String ports) {
    return String.join(
        "; ",
        "ip link set lo up",
        "ip address add 192.0.2.1/32 dev lo",
        "ip route add 192.0.2.2/32 dev lo src 192.0.2.1",
        "ip route add unreachable 198.51.100.0/24",
        "echo 2 > /proc/sys/net/ipv4/tcp_tw_reuse",
        "echo 1 > /proc/sys/net/ipv4/tcp_syn_retries",
        "test ! -e /proc/sys/net/ipv4/tcp_syn_linear_timeouts"
            + " || echo 0 > /proc/sys/net/ipv4/tcp_syn_linear_timeouts",
        "echo " + ports + " > /proc/sys/net/ipv4/ip_local_port_range");
  }
}
