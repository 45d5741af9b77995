package dev.sockwatch.tests.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sockwatch.tests.support.EachJdk;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.LiveReport;
import dev.sockwatch.tests.support.Nstat;
import dev.sockwatch.tests.support.RunningJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;

/** What the report says about the host is what nstat and /proc/sys say. */
class ReportMatchesNstatTest {
  private static final Path SETTINGS = Path.of("/proc/sys");

  /** Constants, which nstat leaves out, and what may fall as well as rise. */
  private static final Set<String> NO_COUNTERS =
      Set.of(
          "IpForwarding",
          "IpDefaultTTL",
          "TcpRtoAlgorithm",
          "TcpRtoMin",
          "TcpRtoMax",
          "TcpMaxConn",
          "TcpCurrEstab");

  private static final List<String> CERTAIN_COUNTERS =
      List.of("TcpActiveOpens", "TcpPassiveOpens", "TcpInSegs", "TcpExtTW");

  private static final List<String> CERTAIN_SETTINGS =
      List.of(
          "net.ipv4.tcp_keepalive_time",
          "net.ipv4.tcp_keepalive_intvl",
          "net.ipv4.tcp_keepalive_probes",
          "net.ipv4.tcp_tw_reuse",
          "net.ipv4.ip_local_port_range",
          "net.core.somaxconn");

  @EachJdk
  void counters_lieBetweenTwoAnswersOfNstat(Jdk jdk) throws IOException {
    assumeTrue(Nstat.installed(), "nstat is not installed");
    try (RunningJvm jvm = start(jdk)) {
      jvm.awaitOut("ready");
      jvm.awaitReportFile();
      Map<String, Long> before = Nstat.counters();
      JsonObject host = LiveReport.object(LiveReport.begunAfter(jvm, Instant.now()), "host");
      Map<String, Long> after = Nstat.counters();
      List<JsonObject> counters = LiveReport.objects(host, "counters");
      assertThat(counters)
          .extracting(counter -> LiveReport.text(counter, "name"))
          .containsAll(CERTAIN_COUNTERS);
      SoftAssertions.assertSoftly(
          softly -> {
            for (JsonObject counter : counters) {
              String name = String.valueOf(LiveReport.text(counter, "name"));
              if (!NO_COUNTERS.contains(name)) {
                long first = before.getOrDefault(name, -1L);
                softly
                    .assertThat(low32(counter.get("total").getAsLong() - first))
                    .as("%s beyond %d", name, first)
                    .isBetween(0L, low32(after.getOrDefault(name, -2L) - first));
              }
            }
          });
    }
  }

  @EachJdk
  void settings_areThoseOfProc(Jdk jdk) throws IOException {
    try (RunningJvm jvm = start(jdk)) {
      jvm.awaitOut("ready");
      JsonObject host = LiveReport.object(LiveReport.await(jvm, "a round", r -> true), "host");
      JsonObject settings = host.getAsJsonObject("settings");
      assertThat(settings.keySet()).containsAll(CERTAIN_SETTINGS);
      for (Map.Entry<String, JsonElement> setting : settings.entrySet()) {
        assertThat(withoutTabs(setting.getValue().getAsString()))
            .as(setting.getKey())
            .isEqualTo(inProc(setting.getKey()));
      }
      JsonObject ports = host.getAsJsonObject("ephemeralPorts");
      String range = ports.get("first").getAsString() + " " + ports.get("last").getAsString();
      assertThat(range).isEqualTo(inProc("net.ipv4.ip_local_port_range"));
      assertThat(ports.get("usable").getAsLong())
          .isBetween(1L, ports.get("last").getAsLong() - ports.get("first").getAsLong() + 1);
      assertThat(host.getAsJsonObject("sockstat").keySet()).isNotEmpty();
    }
  }

  private static RunningJvm start(Jdk jdk) {
    return ForkedJvm.on(jdk)
        .agentArg("sample.interval", "10s")
        .agentArg("time.scale", "0.02")
        .withReport()
        .start("com.example.probes.HeldConnections");
  }

  /** In one read: the second one finds nothing more, however much there was. */
  private static String inProc(String setting) throws IOException {
    Path file = SETTINGS.resolve(setting.replace('.', '/'));
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      return withoutTabs(Objects.requireNonNullElse(lines.readLine(), ""));
    }
  }

  private static String withoutTabs(String value) {
    return value.strip().replaceAll("\\s+", " ");
  }

  /** nstat prints the lower 32 bits of a counter. */
  private static long low32(long number) {
    return number & 0xffffffffL;
  }
}
