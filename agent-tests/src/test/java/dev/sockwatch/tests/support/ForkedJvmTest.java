package dev.sockwatch.tests.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A forked JVM that misbehaves fails its test; shown without the agent. */
class ForkedJvmTest {
  private static final String PROBE = "com.example.probes.Misbehaving";
  private static final Duration SHORT = Duration.ofSeconds(3);

  @Test
  void stderr_withAForeignLine_fails() {
    assertThatThrownBy(() -> alone().run(PROBE, "complain"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("unexpected on stderr: [WARNING: something is wrong]");
  }

  @Test
  void stderr_withAForeignLineThatIsExpected_passes() {
    FinishedJvm jvm =
        alone().toleratingStderr(line -> line.startsWith("WARNING:")).run(PROBE, "complain");
    assertThat(jvm.err()).containsExactly("WARNING: something is wrong");
  }

  @Test
  void stderr_withLinesOfTheAgent_passes() {
    FinishedJvm jvm = alone().run(PROBE, "quote");
    assertThat(jvm.err())
        .containsExactly("sockwatch: a line of the agent", "  at its continuation");
    assertThat(jvm.out()).hasSize(1);
  }

  @Test
  void exception_fails() {
    assertThatThrownBy(() -> alone().run(PROBE, "throw"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("IllegalStateException: planted");
  }

  @Test
  void exitCode_unexpected_fails() {
    assertThatThrownBy(() -> alone().run(PROBE, "exit"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("expected exit code 0, got exit 3");
  }

  @Test
  void exitCode_expected_passes() {
    assertThat(alone().expectExit(3).run(PROBE, "exit").exitCode()).isEqualTo(3);
  }

  @Test
  void deadline_exceeded_failsWithAThreadDumpAndLeavesNoProcess() {
    try (RunningJvm jvm = alone().deadline(SHORT).start(PROBE, "hang")) {
      assertThatThrownBy(jvm::finish)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("still running after 3 s")
          .hasMessageContaining("started ")
          .hasMessageContaining("CountDownLatch.await");
      assertThat(ProcessHandle.of(jvm.pid()).filter(ProcessHandle::isAlive)).isEmpty();
    }
  }

  @Test
  void sigterm_endsTheProcessAndIsNoFailure() {
    try (RunningJvm jvm = alone().start(PROBE, "hang")) {
      assertThat(jvm.awaitOut("started")).isEqualTo("started " + jvm.pid());
      jvm.terminate();
      assertThat(jvm.finish().exitCode()).isEqualTo(143);
    }
  }

  @Test
  void line_thatNeverComes_failsAtOnceWhenTheProcessEnds() {
    try (RunningJvm jvm = alone().start(PROBE, "quote")) {
      assertThatThrownBy(() -> jvm.awaitOut("never"))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("ended without a line 'never...'");
    }
  }

  @Test
  void environmentAndShell_reachTheProcessItself() {
    try (RunningJvm jvm =
        alone().env("PROBE", "set").shell("ulimit -n 256").start(PROBE, "environment")) {
      assertThat(jvm.awaitOut("started")).isEqualTo("started " + jvm.pid());
      assertThat(jvm.finish().value("PROBE")).isEqualTo("set");
    }
  }

  @Test
  void report_withHookErrors_fails(@TempDir Path folder) throws IOException {
    Path report = folder.resolve("report.json");
    Files.writeString(report, "{\"health\":{\"hookErrors\":1}}");
    FinishedJvm jvm = new FinishedJvm(0, List.of(), List.of(), report, "planted");
    assertThatThrownBy(() -> jvm.verify(line -> true, 0))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("hooks failed");
  }

  @Test
  void report_thatWasNeverWritten_failsWhenItIsRead(@TempDir Path folder) {
    FinishedJvm jvm =
        new FinishedJvm(0, List.of(), List.of(), folder.resolve("absent.json"), "planted");
    assertThatThrownBy(jvm::report)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the agent wrote no report");
  }

  private static ForkedJvm alone() {
    return ForkedJvm.on(Jdks.oldest()).withoutAgent();
  }
}
