package dev.sockwatch.tests.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.Jdks;
import dev.sockwatch.tests.support.LiveReport;
import dev.sockwatch.tests.support.ReportedFindings;
import dev.sockwatch.tests.support.ReportedFindings.Found;
import dev.sockwatch.tests.support.RunningJvm;
import dev.sockwatch.tests.support.Stacks;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A bug above a stack is found at the line of the program, not of the stack. */
class BrokenStacksTest {
  private static final int TIMES = 5;

  /** Nobody is alarmed by a pooled connection that nobody has looked at since it was closed. */
  private static final List<List<String>> BUGS =
      List.of(
          List.of("okHttpBody", "close-wait", "advice"),
          List.of("apacheResponse", "close-wait", "advice"),
          List.of("urlStream", "close-wait", "advice"),
          List.of("jedis", "close-wait", "advice"),
          List.of("handshake", "socket-abandoned", "error"),
          List.of("nettyClient", "close-wait", "error"),
          List.of("nettyServer", "close-wait", "error"),
          List.of("nettyDropped", "socket-abandoned", "error"));

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("everywhere")
  void bug_isFoundAtItsLine(Jdk jdk, String bug, String finding, String severity) {
    ForkedJvm forked =
        ForkedJvm.on(jdk)
            .classPath(Stacks.classPath())
            .toleratingStderr(Stacks::warnsOfLibraries)
            .withNativeLibraries()
            .agentArg("time.scale", "0.02")
            .withReport();
    try (RunningJvm running = forked.start("com.example.stacks.Broken", bug)) {
      running.awaitOut("ready");
      LiveReport.await(
          running,
          "the finding",
          report -> {
            for (JsonElement found : report.getAsJsonArray("findings")) {
              if (found.getAsJsonObject().get("count").getAsInt() == TIMES) {
                return true;
              }
            }
            return false;
          });
      running.terminate();
      FinishedJvm jvm = running.finish();
      Found expected = new Found(finding, severity, "open", "Broken." + bug, TIMES);
      // Where a busy machine opens them over several windows, they do become more and more.
      Found rising = new Found(finding, "warning", "open", "Broken." + bug, TIMES);
      assertThat(ReportedFindings.of(jvm)).hasSize(1);
      assertThat(ReportedFindings.of(jvm).get(0))
          .isIn(expected, finding.equals("close-wait") ? rising : expected);
    }
  }

  static Stream<Arguments> everywhere() {
    return Jdks.dealt(BUGS);
  }
}
