package dev.sockwatch.tests.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.Jdks;
import dev.sockwatch.tests.support.LiveReport;
import dev.sockwatch.tests.support.ReportedFindings;
import dev.sockwatch.tests.support.ReportedFindings.Found;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each broken sample is found out, with the guilty line; its healthy twin reports nothing at
 * warning or above, neither at the end nor in between: {@link Scenarios}.
 */
class ScenarioTest {
  /** Of the runs of which it is known what the kernel must have seen: evidence of the finding. */
  private static final Map<String, Map<String, String>> EVIDENCE =
      Map.of(
          "meter.MeterReadings/broken",
          Map.of(
              "tcpNoDelay",
              "0",
              "medianHoldMillis",
              "[3-9]\\d",
              "writtenAgainAt",
              "com\\.example\\.meter\\.MeterReadings\\.send\\(MeterReadings\\.java:\\d+\\)"),
          "search.FirstHit/broken",
          Map.of("medianUnreadBytes", "2000", "tcpState", "ESTABLISHED"),
          "quotes.QuoteLookup/broken",
          Map.of("closedFirstByPeerPercent", "0"),
          "session.IdleSessions/default@KEEPALIVE",
          Map.of("tcpKeepIdleSeconds", "7200", "deadPeerNoticedSeconds", "7875"),
          "sync.FullBacklog/broken", // it waits for 1.5 s
          Map.of("gaveUp", "program", "synRetransmits", "1"),
          "rates.RateLookup/broken@DOZEN_PORTS",
          Map.of("usablePorts", "12", "timeWait", "7", "secondsUntilNoPort", "[1-9]|[1-5]\\d|60"));

  /** Of the runs that know themselves how often connects fail. */
  private static final Map<String, String> FAILED_CONNECTS =
      Map.of("sync.ReplicaSync/healthy", "[678]", "sync.TwoAddresses/healthy", "48");

  /** What a program says itself; the listener has the twelfth port. */
  private static final Map<String, String> SAID =
      Map.of("rates.RateLookup/broken@LAST_PORT", "11 rates looked up");

  /** Twins that have not even advice. */
  private static final Set<String> SILENT =
      Set.of("session.IdleSessions", "rates.RateLookup", "rates.TraderSessions");

  static Stream<Arguments> broken() {
    return onEachJdk(Scenarios.runs());
  }

  static Stream<Arguments> healthy() {
    return Jdks.dealt(List.copyOf(Scenarios.twins()));
  }

  @Test
  void everyFinding_hasAScenarioAndATwin() {
    assertThat(Scenarios.missing(Scenarios.all())).isEmpty();
    assertThat(Scenarios.unknown(Scenarios.all())).isEmpty();
  }

  @Test
  void findingWithoutScenario_orWithoutTwin_isMissed() {
    List<Scenario> others =
        Scenarios.all().stream().filter(row -> !row.finding().equals("close-pending")).toList();
    assertThat(Scenarios.missing(others)).containsExactly("close-pending");
    Scenario withoutTwin =
        Scenario.parse("close-pending warning 1 a.Sample broken Sample.method all broken");
    assertThat(Scenarios.missing(Stream.concat(others.stream(), Stream.of(withoutTwin)).toList()))
        .containsExactly("close-pending");
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource
  void broken(Jdk jdk, SampleRun run) {
    List<Scenario> expected = Scenarios.of(run, jdk);
    boolean onlyAdvice = expected.stream().allMatch(Scenario::isAdvice);
    FinishedJvm jvm = run.on(jdk);
    List<Found> found =
        ReportedFindings.of(jvm).stream()
            .filter(f -> onlyAdvice || (f.isAlarming() && f.state().equals("open")))
            .toList();
    assertThat(found).as(jvm.transcript()).hasSameSizeAs(expected);
    for (Scenario one : expected) {
      assertThat(found).as(jvm.transcript()).anyMatch(one::isMetBy);
    }
    EVIDENCE
        .getOrDefault(run.toString(), Map.of())
        .forEach((name, pattern) -> assertThat(evidence(jvm, name)).as(name).matches(pattern));
    assertThat(jvm.out()).anyMatch(line -> line.contains(SAID.getOrDefault(run.toString(), "")));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource
  void healthy(Jdk jdk, SampleRun run) {
    FinishedJvm jvm = run.on(jdk);
    Set<String> absent = Scenarios.adviceAbsentFrom(run);
    assertThat(ReportedFindings.of(jvm))
        .as(jvm.transcript())
        .noneMatch(Found::isAlarming)
        .noneMatch(f -> absent.contains(f.id()) || SILENT.contains(run.sample()));
    assertThat(jvm.health().getAsJsonObject("events").get("connectFailed").getAsString())
        .matches(FAILED_CONNECTS.getOrDefault(run.toString(), ".*"));
  }

  private static Stream<Arguments> onEachJdk(Collection<SampleRun> runs) {
    return Jdks.matrix().stream().flatMap(jdk -> runs.stream().map(run -> Arguments.of(jdk, run)));
  }

  private static String evidence(FinishedJvm jvm, String name) {
    return LiveReport.objects(jvm.report(), "findings")
        .get(0)
        .getAsJsonObject("evidence")
        .get(name)
        .getAsString();
  }
}
