package dev.sockwatch.tests.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.Jdks;
import dev.sockwatch.tests.support.ReportedFindings;
import dev.sockwatch.tests.support.ReportedFindings.Found;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is held and never used again, of any kind of socket, and what repeats at any pace is found;
 * the healthy twins report nothing at warning or above, and nothing at all of that kind.
 */
class HeldAndRepeatedTest {
  private static final String TIME_SCALE = "0.04";
  private static final String WINDOW_MILLIS = "1200";

  /**
   * A sample with its finding.
   *
   * @param option a system property for the sample, or ""
   * @param method class and method of the blamed line
   */
  record Case(String main, String option, String id, String severity, String method) {}

  private static final List<Case> CASES =
      List.of(
          new Case("HeldResponses", "", "sockets-growing", "warning", "HeldResponses.open"),
          new Case("SilentBurst", "", "sockets-growing", "warning", "SilentBurst.acceptAll"),
          new Case("DatagramPerValue", "", "sockets-growing", "warning", "DatagramPerValue.open"),
          new Case("UnixCalls", "", "sockets-growing", "warning", "UnixCalls.dial"),
          new Case("UnixCalls", "-Dsample.hangUp=true", "close-wait", "error", "UnixCalls.dial"),
          new Case("SlowLookups", "", "connection-per-request", "advice", "SlowLookups.open"),
          new Case("LoneReporter", "", "reset-by-peer", "warning", "LoneReporter.open"),
          new Case("SmallTalk", "", "nodelay-missing", "advice", "SmallTalk.open"));

  static Stream<Arguments> cases() {
    return Jdks.dealt(CASES);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void brokenSample_isFound(Jdk jdk, Case sample) {
    FinishedJvm jvm = run(jdk, sample, "broken", TIME_SCALE);

    assertThat(ReportedFindings.of(jvm))
        .as(jvm.transcript())
        .anyMatch(
            f ->
                f.id().equals(sample.id())
                    && f.severity().equals(sample.severity())
                    && f.method().equals(sample.method()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void healthyTwin_reportsNothing(Jdk jdk, Case sample) {
    FinishedJvm jvm = run(jdk, sample, "healthy", TIME_SCALE);

    assertThat(ReportedFindings.of(jvm))
        .as(jvm.transcript())
        .noneMatch(Found::isAlarming)
        .noneMatch(f -> f.id().equals(sample.id()));
  }

  /** Windows of 30 s, a program of two: what it holds at its end decides. */
  @ParameterizedTest
  @MethodSource("dev.sockwatch.tests.support.Jdks#matrix")
  void shortProgramWithLongWindows_isJudgedByItsEnd(Jdk jdk) {
    Case held =
        new Case("HeldResponses", "-Dsample.windows=0", "sockets-growing", "warning", "open");

    assertThat(ReportedFindings.of(run(jdk, held, "broken", "1")))
        .extracting(Found::id, Found::count)
        .contains(tuple("sockets-growing", 36));
    assertThat(ReportedFindings.of(run(jdk, held, "healthy", "1"))).noneMatch(Found::isAlarming);
  }

  private static FinishedJvm run(Jdk jdk, Case sample, String variant, String timeScale) {
    ForkedJvm jvm = ForkedJvm.on(jdk).sampleApps().jvmArgs("-Dsample.window=" + WINDOW_MILLIS);
    if (!sample.option().isEmpty()) {
      jvm = jvm.jvmArgs(sample.option());
    }
    return jvm.agentArg("time.scale", timeScale)
        .withReport()
        .deadline(Duration.ofMinutes(2))
        .run("com.example.held." + sample.main(), variant);
  }
}
