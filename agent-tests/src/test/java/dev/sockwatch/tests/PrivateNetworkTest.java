package dev.sockwatch.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sockwatch.tests.support.EachJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.Machine;
import dev.sockwatch.tests.support.Places;
import dev.sockwatch.tests.support.Stacks;
import java.time.Duration;
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
class PrivateNetworkTest {
  private static final String OWN = "-Dsample.host=192.0.2.1";
  private static final String PORTS = "32768 60999";
  private static final String DOZEN = "40000 40011";
  private static final String FORTY = "40000 40039";
  private static final String TWO_HUNDRED = "40000 40199";
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
    assertThat(Samples.open(jvm))
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
    assertThat(Samples.open(jvm))
        .as(jvm.transcript())
        .as("one cause, one finding; its failed connects may be out of the window by now")
        .hasSize(1)
        .allMatch(f -> f.matches("(connect-no-port|ephemeral-ports-low) error RateLookup.connect"));
    assertThat(evidence(jvm, 0).get("alsoKnownAs").getAsString()).contains("time-wait-pressure");
    assertThat(jvm.err()).anyMatch(line -> line.contains(" connect-no-port  "));
    assertThat(jvm.out()).contains("11 rates looked up"); // the listener has the twelfth port
  }

  @EachJdk
  void poolBesideTheLineThatCloses_isNotBlamed(Jdk jdk) {
    FinishedJvm jvm = run(jdk, TWO_HUNDRED, "rates.PooledRates", "broken", OWN);
    assertThat(Samples.open(jvm))
        .as(jvm.transcript())
        .containsExactly("time-wait-pressure warning PooledRates.lookUpAlone");
    assertThat(jvm.out()).contains("3 pooled connections");
    assertThat(inTimeWait(jvm, "PooledRates.lookUpAlone")).isGreaterThanOrEqualTo(100);
    assertThat(inTimeWait(jvm, "PooledRates.grow")).as("TIME_WAIT blamed on the pool").isZero();
  }

  @EachJdk
  void poolAlone_isSilent(Jdk jdk) {
    FinishedJvm jvm = run(jdk, TWO_HUNDRED, "rates.PooledRates", "healthy", OWN);
    assertThat(Findings.of(jvm)).as(jvm.transcript()).isEmpty();
  }

  @EachJdk
  void connectionPool_isNotBlamedForDriverManager(Jdk jdk) {
    FinishedJvm jvm = database(jdk, "direct");
    assertThat(Samples.open(jvm)).as(jvm.transcript()).hasSize(1);
    assertThat(Samples.open(jvm).get(0)).endsWith(" HikariBesideDriver.queryAlone");
    assertThat(evidence(jvm, 0).get("openedBy").getAsString()).startsWith("org.postgresql.");
  }

  @EachJdk
  void connectionPoolForAll_isSilent(Jdk jdk) {
    assertThat(Samples.open(database(jdk, "pooled"))).isEmpty();
  }

  /** The kernel gives back no port, not even on loopback. */
  private static FinishedJvm database(Jdk jdk, String variant) {
    ForkedJvm forked =
        ForkedJvm.on(jdk)
            .classPath(Stacks.classPath())
            .agentArg("time.scale", "0.04")
            .withReport()
            .deadline(Duration.ofMinutes(2));
    inNetwork(forked, FORTY, "echo 0 > /proc/sys/net/ipv4/tcp_tw_reuse");
    FinishedJvm jvm = forked.run("com.example.stacks.HikariBesideDriver", variant);
    if (jvm.out().stream().anyMatch(line -> line.startsWith("skipped="))) {
      abort("skipped: " + jvm.value("skipped"));
    }
    return jvm;
  }

  /** How many of the summary's connections in TIME_WAIT stand at lines of a method. */
  private static int inTimeWait(FinishedJvm jvm, String method) {
    int number = 0;
    for (JsonObject site :
        LiveReport.objects(jvm.report().getAsJsonObject("summary"), "callSites")) {
      JsonElement waiting = site.getAsJsonObject("states").get("TIME_WAIT");
      boolean isThere = String.valueOf(LiveReport.text(site, "callSite")).contains(method + "(");
      number += isThere && waiting != null ? waiting.getAsInt() : 0;
    }
    return number;
  }

  @EachJdk
  void connectionForAll_isSilent(Jdk jdk) {
    FinishedJvm jvm = run(jdk, DOZEN, "rates.RateLookup", "healthy", OWN, "-Dsample.lookups=16");
    assertThat(Findings.of(jvm)).as(jvm.transcript()).isEmpty();
  }

  @EachJdk
  void churnOnLoopback_isSilentAsTheKernelReusesItsPorts(Jdk jdk) {
    FinishedJvm jvm = run(jdk, "40000 40039", "rates.RateLookup", "broken", "-Dsample.lookups=60");
    assertThat(Findings.of(jvm)).as(jvm.transcript()).isEmpty();
    assertThat(jvm.out()).as("with 40 ports").contains("60 rates looked up");
  }

  @EachJdk
  void openConnections_takeTheirPorts(Jdk jdk) {
    FinishedJvm jvm = run(jdk, DOZEN, "rates.TraderSessions", "broken", OWN);
    assertThat(Samples.open(jvm))
        .as(jvm.transcript())
        .containsExactly("ephemeral-ports-low warning TraderSessions.connect");
  }

  @EachJdk
  void sharedConnection_isSilent(Jdk jdk) {
    FinishedJvm jvm = run(jdk, DOZEN, "rates.TraderSessions", "healthy", OWN);
    assertThat(Findings.of(jvm)).as(jvm.transcript()).isEmpty();
  }

  @EachJdk
  void hostThatDoesNotAnswer_isGivenUpByTheKernel(Jdk jdk) {
    FinishedJvm jvm = sync(jdk, "192.0.2.2:80", "0");
    assertThat(Samples.open(jvm))
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
    assertThat(Samples.open(jvm))
        .as(jvm.transcript())
        .containsExactly("connect-timed-out warning ReplicaSync.copyChanges");
    assertThat(evidence(jvm, 0).get("gaveUp").getAsString()).isEqualTo("program");
    assertThat(evidence(jvm, 0).get("synRetransmits").getAsInt()).isEqualTo(1);
  }

  @EachJdk
  void noWayThere_isUnreachable(Jdk jdk) {
    for (String nowhere : List.of("198.51.100.1:80", "203.0.113.1:80")) {
      FinishedJvm jvm = sync(jdk, nowhere, "0");
      assertThat(Samples.open(jvm))
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
    assertThat(Samples.open(open))
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
    return Samples.on(jdk).agentArg("addresses", "masked");
  }

  private static ForkedJvm exporting(Jdk jdk) {
    return Samples.on(jdk).env("OTEL_TRACES_EXPORTER", "console");
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
    return run(Samples.on(jdk), ports, main, variant, properties);
  }

  private static FinishedJvm run(
      ForkedJvm jvm, String ports, String main, String variant, String... properties) {
    jvm.jvmArgs(properties);
    inNetwork(jvm, ports, "true");
    return jvm.run("com.example." + main, variant);
  }

  private static void inNetwork(ForkedJvm jvm, String ports, String command) {
    STARTED.incrementAndGet();
    String complaint = Places.inNetwork(jvm, settings(ports) + "; " + command);
    if (complaint != null) {
      SKIPPED.add(complaint);
      abort("no network namespace: " + complaint);
    }
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
