package dev.sockwatch.tests.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.sockwatch.tests.support.AnyJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.Jdks;
import dev.sockwatch.tests.support.LiveReport;
import dev.sockwatch.tests.support.ReportedFindings;
import dev.sockwatch.tests.support.ReportedFindings.Found;
import dev.sockwatch.tests.support.RunningJvm;
import dev.sockwatch.tests.support.Stacks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A client library in correct use, and then idle beyond every window, raises no alarm; in wrong use
 * the right one and no other.
 */
class LibraryUseTest {
  private static final String TIME_SCALE = "0.04";

  /** The longest window but that of keepalive (a minute), scaled, and half of it again. */
  private static final Duration BEYOND_EVERY_WINDOW = Duration.ofMillis(3600);

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource
  void rightUse_raisesNoAlarm(Jdk jdk, String use) {
    try (RunningJvm running = start(jdk, use)) {
      running.awaitOut("ready");
      Instant idleSince = Instant.now();
      LiveReport.begunAfter(running, idleSince.plus(BEYOND_EVERY_WINDOW));
      assertThat(alarming(running)).isEmpty();
    }
  }

  static Stream<Arguments> rightUse_raisesNoAlarm() {
    return everywhere(
        Stream.of("jdkHttpClient", "urlConnection", "apache", "okHttp", "jedis")
            .map(use -> List.of(use)));
  }

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource
  void wrongUse_isFoundAtItsLine(Jdk jdk, String use, String finding) {
    try (RunningJvm running = start(jdk, use)) {
      running.awaitOut("ready");
      LiveReport.await(
          running,
          finding,
          report ->
              LiveReport.objects(report, "findings").stream()
                  .anyMatch(
                      f ->
                          finding.equals(LiveReport.text(f, "id"))
                              && !"advice".equals(LiveReport.text(f, "severity"))));
      assertThat(alarming(running))
          .extracting(Found::id, Found::method)
          .containsExactly(tuple(finding, "LibraryUse." + use));
    }
  }

  static Stream<Arguments> wrongUse_isFoundAtItsLine() {
    return everywhere(
        Stream.of(
            List.of("jdkHttpClientPerRequest", "sockets-growing"),
            List.of("urlConnectionDisconnected", "connection-per-request"),
            List.of("apachePerRequest", "connection-per-request"),
            List.of("okHttpPerRequest", "sockets-growing"),
            List.of("okHttpBodyNotClosed", "sockets-growing"),
            List.of("jedisPerRequest", "connection-per-request")));
  }

  /** Of the driver's default nobody notices that the database is gone. */
  @AnyJdk
  void databasePool_needsKeepAlive(Jdk jdk) {
    assertThat(alarmingAfterIdling(jdk, "hikari")).isEmpty();
    assertThat(alarmingAfterIdling(jdk, "hikariWithoutKeepAlive"))
        .extracting(Found::id, Found::method)
        .containsExactly(tuple("keepalive-disabled", "LibraryUse.query"));
  }

  private static List<Found> alarmingAfterIdling(Jdk jdk, String use) {
    ForkedJvm forked =
        prepared(jdk).agentArg("keepalive.loopback", "true").agentArg("keepalive.idle", "60s");
    try (RunningJvm running = forked.start("com.example.stacks.LibraryUse", use)) {
      running.awaitOut("ready");
      assumeFalse(
          running.out().stream().anyMatch(line -> line.startsWith("skipped=")),
          "no PostgreSQL on this machine");
      LiveReport.begunAfter(running, Instant.now().plus(BEYOND_EVERY_WINDOW));
      return alarming(running);
    }
  }

  private static Stream<Arguments> everywhere(Stream<List<String>> uses) {
    return Jdks.dealt(uses.toList());
  }

  private static RunningJvm start(Jdk jdk, String use) {
    return prepared(jdk).start("com.example.stacks.LibraryUse", use);
  }

  private static ForkedJvm prepared(Jdk jdk) {
    return ForkedJvm.on(jdk)
        .classPath(Stacks.classPath())
        .toleratingStderr(Stacks::warnsOfLibraries)
        .withNativeLibraries()
        .agentArg("time.scale", TIME_SCALE)
        .withReport();
  }

  private static List<Found> alarming(RunningJvm running) {
    running.terminate();
    FinishedJvm jvm = running.finish();
    return ReportedFindings.of(jvm).stream().filter(Found::isAlarming).toList();
  }
}
