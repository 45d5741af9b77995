package dev.sockwatch.tests.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.tests.support.AnyJdk;
import dev.sockwatch.tests.support.Await;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.ReportedFindings;
import dev.sockwatch.tests.support.ReportedFindings.Found;
import dev.sockwatch.tests.support.RunningJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/**
 * A report is there while the program runs and however it ends, and says what was open before the
 * program's own shutdown hooks closed it.
 */
class ReportTest {
  private static final String PROBE = "com.example.probes.EndsItself";
  private static final Found LEAK =
      new Found("close-wait", "error", "open", "EndsItself.connect", 1);

  @AnyJdk
  void returnFromMain_leavesTheLastReport(Jdk jdk) {
    assertLeakReported(leaking(jdk).run(PROBE, "return", "1500"));
  }

  @AnyJdk
  void systemExit_leavesTheLastReport(Jdk jdk) {
    assertLeakReported(leaking(jdk).expectExit(3).run(PROBE, "exit", "1500"));
  }

  @AnyJdk
  void sigterm_leavesTheLastReport(Jdk jdk) {
    try (RunningJvm jvm = leaking(jdk).start(PROBE, "wait")) {
      jvm.awaitErr("sockwatch: ERROR close-wait");
      jvm.terminate();
      assertLeakReported(jvm.finish());
    }
  }

  @AnyJdk
  void killedJvm_leavesThePeriodicReport(Jdk jdk) throws Exception {
    try (RunningJvm jvm = leaking(jdk).start(PROBE, "wait")) {
      jvm.awaitErr("sockwatch: ERROR close-wait");
      Path report = jvm.awaitReportFile();
      Await.until(
          "the finding in the file",
          Duration.ofSeconds(10),
          () -> Files.readString(report).contains("\"close-wait\""));
      jvm.kill();
      assertThat(Files.readString(report)).contains("\"final\": false");
    }
  }

  @AnyJdk
  void shortProgram_isReportedWithoutHavingSeenARound(Jdk jdk) {
    FinishedJvm jvm = ForkedJvm.on(jdk).withReport().run(PROBE, "return");
    assertThat(jvm.report().getAsJsonObject("sockwatch").get("final").getAsBoolean()).isTrue();
    assertThat(jvm.report().getAsJsonArray("sockets")).hasSize(2);
    // What the peer has closed for a second and the program has not is reported at the end.
    assertThat(ReportedFindings.of(jvm)).allMatch(found -> found.id().equals("close-wait"));
  }

  @AnyJdk
  void textReport_isWrittenForOtherNames(Jdk jdk, @TempDir Path folder) throws Exception {
    Path report = folder.resolve("report.txt");
    FinishedJvm unused =
        ForkedJvm.on(jdk)
            .agentArg("time.scale", "0.02")
            .agentArg("report.file", report.toString())
            .run(PROBE, "return", "1500");
    assertThat(Files.readString(report))
        .contains("ERROR close-wait  1 connection in CLOSE_WAIT for up to ")
        .contains("opened at  com.example.probes.EndsItself.connect(EndsItself.java:")
        .containsPattern("2 sockets open.*, by role, kernel state and call site")
        .containsPattern("CLOSE_WAIT client  127.0.0.1:\\d+ -> 127.0.0.1:\\d+  open for ")
        .containsPattern("owner      NioSocketImpl@[0-9a-f]+, descriptor \\d+")
        .contains("queues     receive 0 bytes, send 0 bytes")
        .contains("net.ipv4.tcp_keepalive_time = ");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(report);
    }
  }

  @AnyJdk
  void reflectionBetweenTwoLinesOfTheProgram_isLeftOut(Jdk jdk) {
    ForkedJvm forked = ForkedJvm.on(jdk).agentArg("time.scale", "0.02");
    try (RunningJvm jvm = forked.start("com.example.probes.OpensByReflection")) {
      jvm.awaitErr("sockwatch: WARNING never-connected");
      jvm.terminate();
      FinishedJvm finished = jvm.finish();
      assertThat(String.join("\n", finished.err()))
          .as(finished.transcript())
          .containsPattern(
              """
                  opened at  com.example.probes.OpensByReflection.open\\(.*\\)
               {17}\\.\\.\\. \\d frames
               {17}com.example.probes.OpensByReflection.main\\(.*\\)
              """);
    }
  }

  @AnyJdk
  void closedAfterAll_resolvesTheFinding(Jdk jdk) {
    FinishedJvm jvm =
        ForkedJvm.on(jdk)
            .agentArg("time.scale", "0.02")
            .withReport()
            .run("com.example.probes.ClosesLate", "4000");
    assertThat(ReportedFindings.of(jvm))
        .as(jvm.transcript())
        .containsExactly(new Found("close-wait", "error", "resolved", "ClosesLate.main", 1));
    assertThat(jvm.err())
        .as(jvm.transcript())
        .anyMatch(
            l ->
                l.matches(
                    "sockwatch: resolved close-wait after [\\d.]+ m?s: was 1 connection"
                        + " in CLOSE_WAIT .*; opened at com.example.probes.ClosesLate.main.*"));
  }

  @AnyJdk
  void collectionBeforeTheReport_showsAbandonedSocketsOnlyIfAsked(Jdk jdk) {
    String probe = "com.example.probes.DropsChannel";
    FinishedJvm asked = ForkedJvm.on(jdk).agentArg("report.gc", "true").withReport().run(probe);
    assertThat(ReportedFindings.of(asked))
        .as(asked.transcript())
        .containsExactly(new Found("socket-abandoned", "error", "open", "DropsChannel.drop", 3));
    FinishedJvm notAsked = // with room enough to need no collection
        ForkedJvm.on(jdk).jvmArgs("-Xmn256m").withReport().run(probe);
    assertThat(ReportedFindings.of(notAsked)).as(notAsked.transcript()).isEmpty();
  }

  private static ForkedJvm leaking(Jdk jdk) {
    return ForkedJvm.on(jdk).agentArg("time.scale", "0.02").withReport();
  }

  private static void assertLeakReported(FinishedJvm jvm) {
    assertThat(ReportedFindings.of(jvm)).as(jvm.transcript()).containsExactly(LEAK);
    assertThat(jvm.report().getAsJsonObject("sockwatch").get("final").getAsBoolean()).isTrue();
    assertThat(jvm.report().getAsJsonArray("sockets")).hasSize(2);
  }
}
