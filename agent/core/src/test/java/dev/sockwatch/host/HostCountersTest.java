package dev.sockwatch.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counters have nstat's names, and a rate only where both readings allow one. */
class HostCountersTest {
  private static final long START = -TimeUnit.SECONDS.toNanos(3); // nanoTime may be negative
  private static final String SNMP =
      """
      Ip: Forwarding DefaultTTL InReceives
      Ip: 1 64 1000
      Tcp: RtoAlgorithm RtoMin RtoMax MaxConn ActiveOpens CurrEstab
      Tcp: 1 200 120000 -1 %d %d
      """;

  private final FakeHost host;
  private final HostCounters counters;

  HostCountersTest(@TempDir Path folder) {
    this.host = new FakeHost(folder);
    this.counters = new HostCounters(folder);
  }

  @Test
  void counters_haveNstatsNames() throws IOException {
    host.net("snmp", SNMP.formatted(7, 3))
        .net("netstat", "TcpExt: ListenDrops\nTcpExt: 5\nIpExt: InOctets\nIpExt: 9999999999\n");

    assertThat(read(0))
        .extracting(counter -> counter.name() + " " + counter.total())
        .containsExactly(
            "IpForwarding 1",
            "IpDefaultTTL 64",
            "IpInReceives 1000",
            "TcpRtoAlgorithm 1",
            "TcpRtoMin 200",
            "TcpRtoMax 120000",
            "TcpMaxConn -1",
            "TcpActiveOpens 7",
            "TcpCurrEstab 3",
            "TcpExtListenDrops 5",
            "IpExtInOctets 9999999999");
  }

  @Test
  void firstReading_hasNoRates() throws IOException {
    host.net("snmp", SNMP.formatted(7, 3));

    assertThat(read(0)).extracting(HostCounter::perSecond).containsOnly(OptionalDouble.empty());
  }

  @Test
  void growth_isPerSecond() throws IOException {
    assertThat(perSecond(7, 17, 5)).hasValue(2);
  }

  @Test
  void sameTotal_isZeroPerSecond() throws IOException {
    assertThat(perSecond(7, 7, 5)).hasValue(0);
  }

  @Test
  void counterThatGoesBackwards_hasNoRateOnce() throws IOException {
    assertThat(perSecond(4_294_967_290L, 4, 5)).as("32 bits wrapped").isEmpty();

    host.net("snmp", SNMP.formatted(14, 3));
    assertThat(counter("TcpActiveOpens", read(10)).perSecond()).hasValue(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -5})
  void noTimePassed_hasNoRate(long seconds) throws IOException {
    assertThat(perSecond(7, 17, seconds)).isEmpty();
  }

  @Test
  void gauges_haveNoRate() throws IOException {
    host.net("snmp", SNMP.formatted(7, 3));
    read(0);
    host.net("snmp", SNMP.formatted(8, 4));

    assertThat(read(5))
        .filteredOn(counter -> counter.perSecond().isEmpty())
        .extracting(HostCounter::name)
        .containsExactly(
            "IpForwarding",
            "IpDefaultTTL",
            "TcpRtoAlgorithm",
            "TcpRtoMin",
            "TcpRtoMax",
            "TcpMaxConn",
            "TcpCurrEstab");
    assertThat(read(10)).allMatch(counter -> counter.isGauge() == counter.perSecond().isEmpty());
  }

  @Test
  void unreadableReading_stretchesTheInterval() throws IOException {
    host.net("snmp", SNMP.formatted(10, 0));
    read(0);
    host.without("self/net/snmp");
    assertThat(read(5)).isEmpty();
    host.net("snmp", SNMP.formatted(40, 0));

    assertThat(counter("TcpActiveOpens", read(10)).perSecond()).hasValue(3);
  }

  @Test
  void namesWithoutNumbers_areSkipped() throws IOException {
    host.net("snmp", "Ip: A B\nTcp: C D\nTcp: 1 2\nIcmp: E\nIcmp: F\nUdp: G\n");

    assertThat(read(0)).extracting(HostCounter::name).containsExactly("TcpC", "TcpD");
  }

  @Test
  void fewerNumbersThanNames_areTheFirstOnes() throws IOException {
    host.net("snmp", "Tcp: C D E\nTcp: 1 2\n");

    assertThat(read(0)).extracting(HostCounter::name).containsExactly("TcpC", "TcpD");
  }

  @Test
  void moreNumbersThanNames_areIgnored() throws IOException {
    host.net("snmp", "Tcp: C\nTcp: 1 2\nUdp: D\nUdp: 3\n");

    assertThat(read(0)).extracting(HostCounter::name).containsExactly("TcpC", "UdpD");
  }

  @Test
  void numberThatIsNone_endsItsLine() throws IOException {
    host.net("snmp", "Tcp: C D E\nTcp: 1 2x 3\nUdp: F\nUdp: -\n");

    assertThat(read(0)).extracting(HostCounter::name).containsExactly("TcpC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "Tcp", "Tcp:", "Tcp: A", "Tcp: A\n", "Tcp:\nTcp:\n", "\n\n\n"})
  void fileWithoutCounters_isEmpty(String text) throws IOException {
    host.net("snmp", text).net("netstat", text);

    assertThat(read(0)).isEmpty();
  }

  @Test
  void newColumn_costsItsLineOneRate() throws IOException {
    host.net("snmp", "IcmpMsg: InType3\nIcmpMsg: 5\nTcp: A\nTcp: 1\n");
    read(0);
    host.net("snmp", "IcmpMsg: InType3 OutType3\nIcmpMsg: 6 1\nTcp: A\nTcp: 2\n");
    List<HostCounter> second = read(1);
    List<HostCounter> third = read(2);

    assertThat(counter("IcmpMsgInType3", second).perSecond()).isEmpty();
    assertThat(counter("TcpA", second).perSecond()).hasValue(1);
    assertThat(third).extracting(HostCounter::perSecond).containsOnly(OptionalDouble.of(0));
  }

  @Test
  void noProc_isEmpty() {
    assertThat(read(0)).isEmpty();
    assertThat(read(5)).isEmpty();
  }

  @Test
  void rate_mayBeAFraction() throws IOException {
    assertThat(perSecond(7, 8, 5).orElseThrow()).isCloseTo(0.2, within(1e-12));
  }

  private OptionalDouble perSecond(long before, long after, long seconds) throws IOException {
    host.net("snmp", SNMP.formatted(before, 3));
    read(0);
    host.net("snmp", SNMP.formatted(after, 3));
    return counter("TcpActiveOpens", read(seconds)).perSecond();
  }

  private List<HostCounter> read(long seconds) {
    return counters.read(START + TimeUnit.SECONDS.toNanos(seconds));
  }

  private static HostCounter counter(String name, List<HostCounter> counters) {
    return counters.stream().filter(counter -> counter.name().equals(name)).findAny().orElseThrow();
  }
}
