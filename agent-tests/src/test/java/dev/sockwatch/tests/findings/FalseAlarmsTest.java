package dev.sockwatch.tests.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.tests.support.AnyJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.Jdks;
import dev.sockwatch.tests.support.Netty;
import dev.sockwatch.tests.support.ReportedFindings;
import dev.sockwatch.tests.support.ReportedFindings.Found;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What looks like a fault and is none, each beside the fault that it looks like. */
class FalseAlarmsTest {
  private static final String LONG_QUERY = "com.example.report.LongQuery";

  static Stream<Arguments> transports() {
    return Jdks.dealt(List.of("4.1.9", "4.1.36", "4.1.100", Netty.NEWEST_4_2));
  }

  @AnyJdk
  void requestWithoutAnAnswerYet_isNotIdle(Jdk jdk) {
    assertThat(ReportedFindings.of(keepAlive(jdk, "healthy"))).isEmpty();
  }

  @AnyJdk
  void dataThatIsNotSent_isNotIdle(Jdk jdk) {
    assertThat(ReportedFindings.of(keepAlive(jdk, "unsent")))
        .extracting(Found::id)
        .doesNotContain("keepalive-disabled", "keepalive-too-slow");
  }

  @AnyJdk
  void threadThatWaitsWithNothingOutstanding_isIdle(Jdk jdk) {
    FinishedJvm jvm = keepAlive(jdk, "broken");
    assertThat(SampleRuns.open(jvm))
        .as(jvm.transcript())
        .containsExactly("keepalive-disabled warning LongQuery.ask");
  }

  @AnyJdk
  void socketsUsedToTheEndOfMain_areNotAbandoned(Jdk jdk) {
    FinishedJvm jvm = halfSecond(jdk, "healthy");
    // On a slow machine the peer may have closed a second before the end: advice.
    assertThat(ReportedFindings.of(jvm))
        .as(jvm.transcript())
        .noneMatch(Found::isAlarming)
        .allMatch(found -> found.id().equals("close-wait"));
  }

  @AnyJdk
  void socketsDroppedAgainAndAgain_areAbandoned(Jdk jdk) {
    FinishedJvm jvm = halfSecond(jdk, "broken");
    assertThat(SampleRuns.open(jvm))
        .as(jvm.transcript())
        .contains("socket-abandoned error HalfSecond.exchange");
  }

  @AnyJdk
  void fewSocketsOfAStaticInitialiser_areAdvice(Jdk jdk) {
    FinishedJvm few = SampleRuns.on(jdk).run("com.example.demo.OptionsInAdvance", "healthy");
    assertThat(SampleRuns.open(few))
        .as(few.transcript())
        .containsExactly("never-connected advice OptionsInAdvance$Options.<clinit>");
    FinishedJvm many = SampleRuns.on(jdk).run("com.example.demo.OptionsInAdvance", "broken");
    assertThat(SampleRuns.open(many))
        .as(many.transcript())
        .containsExactly("never-connected warning OptionsInAdvance$Options.<clinit>");
  }

  @AnyJdk
  void closeNotifyToAPeerThatHasGone_isNoReset(Jdk jdk) {
    FinishedJvm jvm = probe(jdk).run("com.example.probes.TlsFarewells", "close");
    assertThat(ReportedFindings.of(jvm))
        .as(jvm.transcript())
        .extracting(Found::id)
        .doesNotContain("reset-by-peer");
  }

  @AnyJdk
  void requestToAPeerThatHasGone_isAReset(Jdk jdk) {
    FinishedJvm jvm = probe(jdk).run("com.example.probes.TlsFarewells", "write");
    assertThat(SampleRuns.open(jvm))
        .as(jvm.transcript())
        .contains("reset-by-peer warning TlsFarewells.connect");
  }

  /** Closed channels of a native transport are gone, whatever the version's way to close. */
  @ParameterizedTest(name = "Netty {1} on {0}")
  @MethodSource("transports")
  void channelClosedByItsTransport_isNotPending(Jdk jdk, String version) {
    FinishedJvm jvm =
        ForkedJvm.on(jdk)
            .withReport()
            .toleratingStderr(Netty::warnsOfNetty)
            .withNativeLibraries()
            .classPath(Netty.classPath(version))
            .agentArg("time.scale", "0.02")
            .run("com.example.probes.NettyClosed");
    assertThat(ReportedFindings.of(jvm))
        .as(jvm.transcript())
        .extracting(Found::id)
        .doesNotContain("close-pending");
    assertThat(jvm.value("closed")).isEqualTo("20");
  }

  private static FinishedJvm keepAlive(Jdk jdk, String variant) {
    return SampleRuns.on(jdk).agentArg("keepalive.loopback", "true").run(LONG_QUERY, variant);
  }

  private static FinishedJvm halfSecond(Jdk jdk, String variant) {
    return ForkedJvm.on(jdk)
        .sampleApps()
        .agentArg("report.gc", "true")
        .withReport()
        .run("com.example.demo.HalfSecond", variant);
  }

  private static ForkedJvm probe(Jdk jdk) {
    return ForkedJvm.on(jdk).classPath(ForkedJvm.testClasses()).withReport();
  }
}
