package dev.sockwatch.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host is read anew every round, its settings at most once a minute. */
class HostReaderTest {
  private static final String SOMAXCONN = "net.core.somaxconn";
  private static final long MINUTE = TimeUnit.SECONDS.toNanos(60);

  private final FakeHost host;
  private final HostReader reader;

  HostReaderTest(@TempDir Path folder) {
    this.host = new FakeHost(folder);
    this.reader = new HostReader(folder);
  }

  @Test
  void context_hasAllThree() throws IOException {
    host.sysctl(SOMAXCONN, "128")
        .net("snmp", "Tcp: ActiveOpens\nTcp: 7\n")
        .net("sockstat", "TCP: inuse 1 orphan 0 tw 2 alloc 3 mem 4\n");
    HostContext context = reader.read(1);

    assertThat(context.settings().number(SOMAXCONN)).hasValue(128);
    assertThat(context.counter("TcpActiveOpens")).map(HostCounter::total).hasValue(7L);
    assertThat(context.counter("TcpNone")).isEmpty();
    assertThat(context.sockstat("tcpTimeWait")).hasValue(2);
    assertThat(context.sockstat("tcp6InUse")).isEmpty();
  }

  @Test
  void settings_areReadAgainAfterAMinute() throws IOException {
    host.sysctl(SOMAXCONN, "128");
    reader.read(-MINUTE / 2);
    host.sysctl(SOMAXCONN, "4096");

    assertThat(reader.read(MINUTE / 2).settings().number(SOMAXCONN)).hasValue(128);
    assertThat(reader.read(MINUTE / 2 + 1).settings().number(SOMAXCONN)).hasValue(4096);
  }

  @Test
  void missingSettings_areLookedForOnceAMinuteToo() throws IOException {
    reader.read(0);
    host.sysctl(SOMAXCONN, "128");

    assertThat(reader.read(MINUTE).settings().values()).isEmpty();
    assertThat(reader.read(MINUTE + 1).settings().values()).isNotEmpty();
  }

  @Test
  void settingsThatCannotBeRead_stayAsTheyWere() throws IOException {
    host.sysctl(SOMAXCONN, "128");
    reader.read(0);
    host.without("sys/net/core/somaxconn");

    assertThat(reader.read(2 * MINUTE).settings().number(SOMAXCONN)).hasValue(128);
  }

  @Test
  void countersAndSockstat_areReadEachTime() throws IOException {
    host.net("snmp", "Tcp: ActiveOpens\nTcp: 7\n").net("sockstat6", "TCP6: inuse 1\n");
    reader.read(0);
    host.net("snmp", "Tcp: ActiveOpens\nTcp: 8\n").net("sockstat6", "TCP6: inuse 2\n");
    HostContext second = reader.read(TimeUnit.SECONDS.toNanos(1));

    assertThat(second.counter("TcpActiveOpens"))
        .hasValueSatisfying(counter -> assertThat(counter.perSecond()).hasValue(1));
    assertThat(second.sockstat("tcp6InUse")).hasValue(2);
  }

  @Test
  void noProc_isNone() {
    HostReader none = new HostReader(host.proc().resolve("none"));

    assertThat(none.read(0)).isEqualTo(HostContext.NONE);
    assertThat(none.read(2 * MINUTE)).isEqualTo(HostContext.NONE);
  }

  @Test
  void ownConnection_isCounted() throws IOException {
    assumeTrue(Files.isReadable(Path.of("/proc/self/net/snmp")), "no /proc");
    HostReader own = new HostReader();
    long start = System.nanoTime();
    HostContext before = own.read(start);
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
      HostContext after = own.read(start + TimeUnit.SECONDS.toNanos(1));

      assertThat(client.isConnected()).isTrue();
      assertThat(rate(after, "TcpActiveOpens")).isGreaterThanOrEqualTo(1);
      assertThat(rate(after, "TcpPassiveOpens")).isGreaterThanOrEqualTo(1);
      assertThat(total(after, "TcpActiveOpens")).isGreaterThan(total(before, "TcpActiveOpens"));
      assertThat(total(after, "TcpCurrEstab")).isGreaterThanOrEqualTo(2);
      assertThat(after.sockstat("tcpInUse").orElseThrow() + after.sockstat("tcp6InUse").orElse(0))
          .isGreaterThanOrEqualTo(3);
      assertThat(after.settings()).isSameAs(before.settings());
    }
  }

  private static long total(HostContext context, String name) {
    return context.counter(name).orElseThrow().total();
  }

  private static double rate(HostContext context, String name) {
    return context.counter(name).orElseThrow().perSecond().orElseThrow();
  }
}
