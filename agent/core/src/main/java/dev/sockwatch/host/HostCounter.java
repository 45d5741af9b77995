package dev.sockwatch.host;

import java.util.OptionalDouble;
import java.util.Set;

/**
 * One number of {@code /proc/self/net/snmp} or {@code netstat} at one instant.
 *
 * <p>It counts for all sockets of the network namespace, this process's or not, since the namespace
 * was made: context for a finding, never its proof.
 *
 * @param name as nstat(8) writes it: {@code TcpActiveOpens}, {@code TcpExtListenOverflows}
 * @param total since the namespace was made, or the present value of a gauge
 * @param perSecond growth since the reading before; empty at the first, of a gauge, and when the
 *     number went down (it wrapped around, or is another namespace's)
 */
public record HostCounter(String name, long total, OptionalDouble perSecond) {
  private static final Set<String> GAUGES =
      Set.of(
          "IpForwarding",
          "IpDefaultTTL",
          "TcpRtoAlgorithm",
          "TcpRtoMin",
          "TcpRtoMax",
          "TcpMaxConn",
          "TcpCurrEstab",
          "MPTcpExtMPCurrEstab");

  /** Whether it is a setting or a present number (RFC 4022, RFC 4293) and no count of events. */
  public boolean isGauge() {
    return isGauge(name);
  }

  static boolean isGauge(String name) {
    return GAUGES.contains(name);
  }
}
