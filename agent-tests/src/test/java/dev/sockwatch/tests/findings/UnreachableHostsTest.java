package dev.sockwatch.tests.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.google.gson.JsonObject;
import dev.sockwatch.tests.support.AnyJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.LiveReport;
import dev.sockwatch.tests.support.ReportedFindings;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/** Hosts that do not answer, and ports that come back, in a {@link SampleNetwork}. */
class UnreachableHostsTest {
  private static final String OWN = SampleNetwork.OWN_HOST;
  private static final String PORTS = SampleNetwork.USUAL_PORTS;
  private static final String DOZEN = SampleNetwork.DOZEN_PORTS;
  private static final AtomicInteger STARTED = new AtomicInteger();
  private static final ConcurrentLinkedQueue<String> SKIPPED = new ConcurrentLinkedQueue<>();

  @AfterAll
  static void namespaces_areThereOrNot() {
    System.out.println(
        "private network: " + STARTED + " scenarios, skipped: " + SKIPPED.size() + reason());
    assertThat(SKIPPED.size()).as(reason()).isIn(0, STARTED.get());
  }

  @AnyJdk
  void churnOnLoopback_isSilentAsTheKernelReusesItsPorts(Jdk jdk) {
    FinishedJvm jvm = run(jdk, "40000 40039", "rates.RateLookup", "broken", "-Dsample.lookups=60");
    assertThat(ReportedFindings.of(jvm))
        .as(jvm.transcript())
        .allMatch(found -> found.id().equals("connection-per-request") && !found.isAlarming());
    assertThat(jvm.out()).as("with 40 ports").contains("60 rates looked up");
  }

  @AnyJdk
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

  @AnyJdk
  void hostThatDoesNotAnswer_isGivenUpByTheProgram(Jdk jdk) {
    FinishedJvm jvm = sync(jdk, "192.0.2.2:80", "1500");
    assertThat(SampleRuns.open(jvm))
        .as(jvm.transcript())
        .containsExactly("connect-timed-out warning ReplicaSync.copyChanges");
    assertThat(evidence(jvm, 0).get("gaveUp").getAsString()).isEqualTo("program");
    assertThat(evidence(jvm, 0).get("synRetransmits").getAsInt()).isEqualTo(1);
  }

  @AnyJdk
  void networkWithoutAWayThere_isUnreachable(Jdk jdk) {
    FinishedJvm jvm = sync(jdk, "203.0.113.1:80", "0");
    assertThat(SampleRuns.open(jvm))
        .as(jvm.transcript())
        .containsExactly("connect-unreachable warning ReplicaSync.copyChanges");
  }

  @AnyJdk
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

  @AnyJdk
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
    String complaint = SampleNetwork.enter(jvm, ports);
    if (complaint != null) {
      SKIPPED.add(complaint);
      abort("no network namespace: " + complaint);
    }
    return jvm.run("com.example." + main, variant);
  }

  private static JsonObject evidence(FinishedJvm jvm, int finding) {
    return LiveReport.objects(jvm.report(), "findings").get(finding).getAsJsonObject("evidence");
  }

  private static String reason() {
    @Nullable String first = SKIPPED.peek();
    return first == null ? "" : ": " + first;
  }
}
