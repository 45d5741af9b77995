package dev.sockwatch.tests.harm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.tests.support.AnyJdk;
import dev.sockwatch.tests.support.Await;
import dev.sockwatch.tests.support.Command;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.RunningJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Names that strangers choose forge no line of a log or report, and do nothing to a terminal. */
class HostileTextTest {
  /** What there is in ours, too. */
  private static final String PRINTABLE = "[ -~]*";

  @AnyJdk
  void namesWithControlCharacters_areShownAndNotDone(Jdk jdk, @TempDir Path folder)
      throws Exception {
    Path report = folder.resolve("report.txt");
    Path log = folder.resolve("sockwatch.log");
    ForkedJvm forked =
        ForkedJvm.on(jdk)
            .jvmArgs("-XX:+EnableDynamicAgentLoading")
            .agentArg("time.scale", "0.02")
            .agentArg("log", log.toString())
            .agentArg("report.file", report.toString());
    try (RunningJvm jvm = forked.start("com.example.probes.HostileNames")) {
      jvm.awaitOut("opened");
      Await.until(
          "findings",
          Duration.ofSeconds(30),
          () -> Files.exists(report) && Files.readString(report).contains("never-connected"));
      Command asked = Command.run(jdk, "report", "" + jvm.pid(), "--sockets", "--by=destination");
      jvm.tell("end");
      FinishedJvm finished = jvm.finish();

      assertThat(asked.out())
          .contains("h\\n2026-11-27T00:00:00Z sockwatch: all is well\\n\\u001b[");
      assertThat(asked.out().lines()).allMatch(line -> line.matches(PRINTABLE));
      assertThat(finished.err()).isEmpty();
      List<String> lines = Files.readAllLines(report);
      assertThat(lines)
          .anyMatch(line -> line.contains("h\\n2026-11-27T00:00:00Z"))
          .allMatch(line -> line.matches(PRINTABLE));
      assertThat(Files.readAllLines(log))
          .anyMatch(line -> line.contains("h\\n2026-11-27T00:00:00Z"))
          .allMatch(line -> line.matches(PRINTABLE))
          .noneMatch(line -> line.startsWith("2026-11-27T00:00:00Z"));
    }
  }
}
