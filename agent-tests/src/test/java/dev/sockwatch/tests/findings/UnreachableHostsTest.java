package dev.sockwatch.tests.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.google.gson.JsonObject;
import dev.sockwatch.tests.support.EachJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.LiveReport;
import dev.sockwatch.tests.support.Machine;
import dev.sockwatch.tests.support.Places;
import dev.sockwatch.tests.support.ReportedFindings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Ports that run out and hosts that do not answer, in a network namespace of our own: 192.0.2.1 is
 * an address of this host, nobody answers at 192.0.2.2, and no way leads to 198.51.100.1.
 */
@ResourceLock(value = Machine.LOAD, mode = ResourceAccessMode.READ)
class UnreachableHostsTest {
  private static final String OWN = "-Dsample.host=192.0.2.1";
  private static final String PORTS = "32768 60999";
  private static final String DOZEN = "40000 40011";
  private static final AtomicInteger STARTED = new AtomicInteger();
  private static final ConcurrentLinkedQueue<String> SKIPPED = new ConcurrentLinkedQueue<>();

  @AfterAll
  static void namespaces_areThereOrNot() {
    System.out.println(
        "private network: " + STARTED + " scenarios, skipped: " + SKIPPED.size() + reason());
    assertThat(SKIPPED.size()).as(reason()).isIn(0, STARTED.get());
  }

  @EachJdk
  void connectionsInTimeWait_takeTheirPorts(Jdk jdk) {
    FinishedJvm jvm = run(jdk, DOZEN, "rates.RateLookup", "broken", OWN);
    assertThat(SampleRuns.open(jvm))
        .as(jvm.transcript())
        .containsExactly("time-wait-pressure warning RateLookup.connect");
    JsonObject evidence = evidence(jvm, 0);
    assertThat(evidence.get("usablePorts").getAsInt()).isEqualTo(12);
    assertThat(evidence.get("timeWait").getAsInt()).isEqualTo(7);
    assertThat(evidence.get("secondsUntilNoPort").getAsInt()).isBetween(1, 60);
  }

  @EachJdk
  void lastPort_isToldBeforeAndAfter(Jdk jdk) {
    FinishedJvm jvm = run(jdk, DOZEN, "rates.RateLookup", "broken", OWN, "-Dsample.lookups=16");
    assertThat(SampleRuns.open(jvm))
        .as(jvm.transcript())
        .containsExactlyInAnyOrder(
            "connect-no-port error RateLookup.connect",
            "ephemeral-ports-low error RateLookup.connect",
            "time-wait-pressure warning RateLookup.connect");
    assertThat(jvm.out()).contains("11 rates looked up"); // the listener has the twelfth port
  }

  @EachJdk
  void connectionForAll_isSilent(Jdk jdk) {
    FinishedJvm jvm = run(jdk, DOZEN, "rates.RateLookup", "healthy", OWN, "-Dsample.lookups=16");
    assertThat(ReportedFindings.of(jvm)).as(jvm.transcript()).isEmpty();
  }

  @EachJdk
  void churnOnLoopback_isSilentAsTheKernelReusesItsPorts(Jdk jdk) {
    FinishedJvm jvm = run(jdk, "40000 40039", "rates.RateLookup", "broken", "-Dsample.lookups=60");
    assertThat(ReportedFindings.of(jvm)).as(jvm.transcript()).isEmpty();
    assertThat(jvm.out()).as("with 40 ports").contains("60 rates looked up");
  }

  @EachJdk
  void openConnections_takeTheirPorts(Jdk jdk) {
    FinishedJvm jvm = run(jdk, DOZEN, "rates.TraderSessions", "broken", OWN);
    assertThat(SampleRuns.open(jvm))
        .as(jvm.transcript())
        .containsExactly("ephemeral-ports-low warning TraderSessions.connect");
  }

  @EachJdk
  void sharedConnection_isSilent(Jdk jdk) {
    FinishedJvm jvm = run(jdk, DOZEN, "rates.TraderSessions", "healthy", OWN);
    assertThat(ReportedFindings.of(jvm)).as(jvm.transcript()).isEmpty();
  }

  @EachJdk
  void hostThatDoesNotAnswer_isGivenUpByTheKernel(Jdk jdk) {
    FinishedJvm jvm = sync(jdk, "192.0.2.2:80", "0");
    assertThat(SampleRuns.open(jvm))
        .as(jvm.transcript())
        .containsExactly("connect-timed-out warning ReplicaSync.copyChanges");
    JsonObject evidence = evidence(jvm, 0);
    assertThat(evidence.get("gaveUp").getAsString()).isEqualTo("kernel");
    assertThat(evidence.get("kernelGivesUpAfterSeconds").getAsInt()).isEqualTo(3);
    assertThat(evidence.get("longestMillis").getAsInt()).isBetween(2900, 4500);
  }

  @EachJdk
  void hostThatDoesNotAnswer_isGivenUpByTheProgram(Jdk jdk) {
    FinishedJvm jvm = sync(jdk, "192.0.2.2:80", "1500");
    assertThat(SampleRuns.open(jvm))
        .as(jvm.transcript())
        .containsExactly("connect-timed-out warning ReplicaSync.copyChanges");
    assertThat(evidence(jvm, 0).get("gaveUp").getAsString()).isEqualTo("program");
    assertThat(evidence(jvm, 0).get("synRetransmits").getAsInt()).isEqualTo(1);
  }

  @EachJdk
  void noWayThere_isUnreachable(Jdk jdk) {
    for (String nowhere : List.of("198.51.100.1:80", "203.0.113.1:80")) {
      FinishedJvm jvm = sync(jdk, nowhere, "0");
      assertThat(SampleRuns.open(jvm))
          .as(jvm.transcript())
          .containsExactly("connect-unreachable warning ReplicaSync.copyChanges");
    }
  }

  @EachJdk
  void exportedSpans_sayWhatTheWireSaid(Jdk jdk) {
    Map<String, String> words =
        Map.of(
            "192.0.2.2:80", "timed_out",
            "198.51.100.1:80", "host_unreachable",
            "203.0.113.1:80", "network_unreachable");
    words.forEach(
        (target, word) -> {
          FinishedJvm jvm =
              run(exporting(jdk), PORTS, "sync.ReplicaSync", "broken", "-Dsample.target=" + target);
          assertThat(errorTypes(jvm, target)).as(jvm.transcript()).containsOnly(word);
        });
    FinishedJvm jvm =
        run(exporting(jdk), DOZEN, "rates.RateLookup", "broken", OWN, "-Dsample.lookups=16");
    assertThat(errorTypes(jvm, "192.0.2.1:")).containsOnly("address_not_available");
  }

  @EachJdk
  void maskedAddresses_areInNeitherReportNorLog(Jdk jdk) {
    FinishedJvm open = run(masked(jdk), DOZEN, "rates.TraderSessions", "broken", OWN);
    assertThat(SampleRuns.open(open))
        .as(open.transcript())
        .containsExactly("ephemeral-ports-low warning TraderSessions.connect");
    assertThat(open.report() + open.transcript().replace(OWN, ""))
        .contains("masked-")
        .doesNotContain("192.0.2.1:");
    FinishedJvm failed =
        run(masked(jdk), PORTS, "sync.ReplicaSync", "broken", "-Dsample.target=198.51.100.1:80");
    assertThat(failed.report().toString()).contains("masked-").doesNotContain("198.51.100.1");
  }

  private static ForkedJvm masked(Jdk jdk) {
    return SampleRuns.on(jdk).agentArg("addresses", "masked");
  }

  private static ForkedJvm exporting(Jdk jdk) {
    return SampleRuns.on(jdk).env("OTEL_TRACES_EXPORTER", "console");
  }

  private static Set<String> errorTypes(FinishedJvm jvm, String target) {
    Pattern type =
        Pattern.compile(
            "'socket connect " + Pattern.quote(target) + ".*?[ {]error\\.type=(\\w+)",
            Pattern.DOTALL);
    return type.matcher(String.join("\n", jvm.err()))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  private static FinishedJvm sync(Jdk jdk, String target, String timeoutMillis) {
    return run(
        jdk,
        PORTS,
        "sync.ReplicaSync",
        "broken",
        "-Dsample.target=" + target,
        "-Dsample.connect.timeout=" + timeoutMillis);
  }

  private static FinishedJvm run(
      Jdk jdk, String ports, String main, String variant, String... properties) {
    return run(SampleRuns.on(jdk), ports, main, variant, properties);
  }

  private static FinishedJvm run(
      ForkedJvm jvm, String ports, String main, String variant, String... properties) {
    STARTED.incrementAndGet();
    jvm.jvmArgs(properties);
    String complaint = Places.inNetwork(jvm, settings(ports));
    if (complaint != null) {
      SKIPPED.add(complaint);
      abort("no network namespace: " + complaint);
    }
    return jvm.run("com.example." + main, variant);
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

  private static JsonObject evidence(FinishedJvm jvm, int finding) {
    return LiveReport.objects(jvm.report(), "findings").get(finding).getAsJsonObject("evidence");
  }

  private static String reason() {
    @Nullable String first = SKIPPED.peek();
    return first == null ? "" : ": " + first;
  }
}
