package dev.sockwatch.tests.harm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sockwatch.tests.support.Await;
import dev.sockwatch.tests.support.EachJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.RunningJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Whatever a program does to the agent costs the agent's work at most, never the program's. */
class TroubledAgentTest {
  private static final String TROUBLEMAKER = "com.example.probes.Troublemaker";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Two seconds, and the JVM's own end on a busy machine. */
  private static final Duration LONGEST_END = Duration.ofSeconds(8);

  /** A pipe of 64 KiB that is full, has a reader, and is never read. */
  private static final String STDERR_IS_FULL =
      "p=$(mktemp -u); mkfifo $p; exec 2<>$p; rm $p; head -c 65536 /dev/zero >&2";

  @EachJdk
  void stderrThatNobodyReads_neitherHoldsUpTheEndNorLosesTheReport(Jdk jdk) {
    try (RunningJvm running =
        ForkedJvm.on(jdk).shell(STDERR_IS_FULL).withReport().start("com.example.probes.Waits")) {
      running.awaitOut("ready");
      running.awaitReportFile();
      long began = System.nanoTime();
      running.tell("end");
      FinishedJvm jvm = running.finish();

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LONGEST_END);
      assertThat(isFinal(jvm)).isTrue();
    }
  }

  @EachJdk
  void interruptsOfAllThreads_changeNothing(Jdk jdk) throws Exception {
    try (RunningJvm running = troubled(jdk).start(TROUBLEMAKER, "interrupt")) {
      running.awaitOut("ready");
      Path report = running.awaitReportFile();
      running.tell("interrupt");
      running.awaitOut("done");
      long before = rounds(report);
      Await.until("rounds after the interrupt", PATIENCE, () -> rounds(report) > before + 1);
      running.tell("end");
      FinishedJvm jvm = running.finish();

      assertThat(jvm.value("open")).isEqualTo("true");
      assertThat(isFinal(jvm)).isTrue();
    }
  }

  @EachJdk
  void securityManagerSetInMain_neverSeesAnExceptionOfTheAgent(Jdk jdk) throws Exception {
    assumeTrue(jdk.feature() < 18, "from 18 on a program cannot set one unless it was allowed to");
    try (RunningJvm running =
        troubled(jdk)
            .toleratingStderr(l -> l.startsWith("WARNING:"))
            .start(TROUBLEMAKER, "manager")) {
      running.awaitOut("ready");
      running.awaitErr("sockwatch: ");
      running.awaitReportFile();
      running.tell("go on");
      running.tell("end");
      FinishedJvm jvm = running.finish();

      assertThat(isFinal(jvm)).isTrue();
    }
  }

  @EachJdk
  void stoppedAgent_leavesTheHooksAndSaysSoOnce(Jdk jdk) throws Exception {
    assumeTrue(jdk.feature() < 20, "Thread.stop stops nothing from 20 on");
    try (RunningJvm running =
        troubled(jdk)
            .jvmArgs("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED")
            .start(TROUBLEMAKER, "stop")) {
      running.awaitOut("ready");
      running.awaitReportFile();
      running.tell("stop");
      running.awaitOut("done");
      running.tell("end");
      FinishedJvm jvm = running.finish();

      assertThat(jvm.value("observer")).isEqualTo("null");
      assertThat(jvm.value("open")).isEqualTo("true");
      assertThat(jvm.err())
          .filteredOn(l -> l.contains("stopped watching, the application is not affected"))
          .hasSize(1);
    }
  }

  @EachJdk
  void manySocketsInASmallHeap_areReported(Jdk jdk) throws Exception {
    try (RunningJvm running =
        ForkedJvm.on(jdk)
            .shell("ulimit -n 8192")
            .jvmArgs("-Xmx40m", "-XX:+ExitOnOutOfMemoryError")
            .agentArg("sample.interval", "500ms")
            .withReport()
            .start("com.example.probes.HoldsMany", "2500")) {
      running.awaitOut("held=5000");
      Path report = running.awaitReportFile();
      Await.until(
          "a report on all",
          PATIENCE,
          () -> Files.readString(report).contains("sockets are listed, the oldest of each group"));
      running.tell("end");
      FinishedJvm jvm = running.finish();

      assertThat(jvm.value("still")).isEqualTo("5000");
      assertThat(isFinal(jvm)).isTrue();
      assertThat(jvm.report().getAsJsonArray("sockets")).hasSizeBetween(1_900, 2_000);
      assertThat(jvm.health().get("roundErrors").getAsLong()).isZero();
    }
  }

  private static ForkedJvm troubled(Jdk jdk) {
    return ForkedJvm.on(jdk).agentArg("time.scale", "0.02").withReport();
  }

  private static boolean isFinal(FinishedJvm jvm) {
    return jvm.report().getAsJsonObject("sockwatch").get("final").getAsBoolean();
  }

  private static long rounds(Path report) throws Exception {
    JsonObject read = JsonParser.parseString(Files.readString(report)).getAsJsonObject();
    return read.getAsJsonObject("health").get("rounds").getAsLong();
  }
}
