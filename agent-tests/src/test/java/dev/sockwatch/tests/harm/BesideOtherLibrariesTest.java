package dev.sockwatch.tests.harm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sockwatch.tests.support.EachJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.LiveReport;
import dev.sockwatch.tests.support.ReportedFindings;
import dev.sockwatch.tests.support.ReportedFindings.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The agent's JNA is no business of the application's: not of its own JNA, not of its logging. */
class BesideOtherLibrariesTest {
  private static final String JNA_VERSION = "5.13.0";

  @EachJdk
  void applicationWithAnotherJna_keepsIt(Jdk jdk) {
    assumeTrue(jdk.feature() < 21, "the agent needs no JNA from 21 on");
    FinishedJvm jvm =
        ForkedJvm.on(jdk)
            .classPath(ForkedJvm.testClasses(), ForkedJvm.requiredJar("sockwatch.test.jna"))
            .agentArg("time.scale", "0.02")
            .withReport()
            .run("com.example.probes.OwnJna", "2500");
    assertThat(jvm.value("before")).isEqualTo(JNA_VERSION);
    assertThat(jvm.value("after")).isEqualTo(JNA_VERSION);
    assertThat(jvm.value("pid")).isEqualTo("true");
    assertThat(LiveReport.kernelSource(jvm.report())).isEqualTo("jna");
  }

  @EachJdk
  void logManager_isNotLoadedByTheAgent(Jdk jdk, @TempDir Path folder) throws IOException {
    Path classes = folder.resolve("classes.txt");
    ForkedJvm forked =
        ForkedJvm.on(jdk)
            .jvmArgs("-Xlog:class+load:file=" + classes)
            .agentArg("time.scale", "0.02")
            .agentArg("kernel", "jna")
            .withReport();
    if (jdk.feature() >= 24) {
      forked.toleratingStderr(line -> line.startsWith("WARNING:")); // of System.load
    }
    FinishedJvm jvm = forked.run("com.example.probes.EndsItself", "return", "2500");
    assertThat(LiveReport.kernelSource(jvm.report())).as(jvm.transcript()).isEqualTo("jna");
    assertThat(ReportedFindings.of(jvm))
        .containsExactly(new Found("close-wait", "error", "open", "EndsItself.connect", 1));
    assertThat(Files.readAllLines(classes))
        .anyMatch(line -> line.contains(" sun.nio.ch.SocketHooks "))
        .noneMatch(line -> line.contains(" java.util.logging.LogManager "));
  }
}
