package dev.sockwatch.tests.harm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sockwatch.tests.support.EachJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.OldJdks;
import dev.sockwatch.tests.support.ReportedFindings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where Sockwatch cannot do its work the application runs all the same, and one line says why. */
class UnusualJvmsTest {
  @EachJdk
  void securityManagerThatDeniesAll_costsOnlyTheAgent(Jdk jdk) {
    assumeTrue(jdk.feature() < 24, "security managers are gone since JDK 24");
    FinishedJvm jvm =
        ForkedJvm.on(jdk)
            .jvmArgs("-Djava.security.manager", "-Djava.security.policy==/dev/null")
            .toleratingStderr(l -> l.startsWith("WARNING:")) // the JVM's own about the manager
            .run("com.example.probes.DropsChannel");
    assertThat(jvm.out()).contains("dropped");
    assertThat(jvm.err())
        .anyMatch(
            l ->
                l.startsWith(
                    "sockwatch: could not start and does nothing; the application is not"
                        + " affected: java.security.AccessControlException"));
  }

  @EachJdk
  void plainSocketImpl_isDetectedAndSaid(Jdk jdk) {
    assumeTrue(jdk.feature() == 17, "jdk.net.usePlainSocketImpl is gone since JDK 18");
    FinishedJvm jvm =
        ForkedJvm.on(jdk)
            .jvmArgs("-Djdk.net.usePlainSocketImpl=true")
            .agentArg("time.scale", "0.02")
            .withReport()
            .run("com.example.probes.EndsItself", "return", "2000");
    assertThat(jvm.err())
        .contains(
            "sockwatch: not seen: java.net.PlainSocketImpl: -Djdk.net.usePlainSocketImpl is set:"
                + " java.net.Socket and ServerSocket bypass the woven classes and are known to the"
                + " kernel only; remove the property");
    // Found by /proc; that the end of input was read shows in the kernel's receive queue.
    assertThat(jvm.health().get("unexplainedSockets").getAsInt()).isEqualTo(2);
    assertThat(ReportedFindings.of(jvm))
        .as(jvm.transcript())
        .containsExactly(new ReportedFindings.Found("close-wait", "error", "open", "none", 1));
  }

  @EachJdk
  void limitedModules_areEnough(Jdk jdk) {
    FinishedJvm jvm =
        ForkedJvm.on(jdk)
            .jvmArgs("--limit-modules", "java.base")
            .agentArg("time.scale", "0.02")
            .withReport()
            .run("com.example.probes.EndsItself", "return", "1500");
    assertThat(ReportedFindings.of(jvm)).as(jvm.transcript()).hasSize(1);
  }

  @Test
  void jdkBefore17_runsTheApplicationWithOneLine(@TempDir Path classes) throws Exception {
    List<Jdk> old = OldJdks.named();
    OldJdks.compile(classes, "System.out.println(\"ran\");");
    for (Jdk jdk : old) {
      Process process =
          new ProcessBuilder(
                  jdk.java().toString(),
                  "-javaagent:" + ForkedJvm.agentJar(),
                  "-cp",
                  classes.toString(),
                  "Old")
              .redirectErrorStream(true)
              .start();
      List<String> output = process.inputReader().lines().toList();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(output.toString()).isZero();
      assertThat(output)
          .hasSize(2)
          .contains("ran")
          .anyMatch(
              l ->
                  l.matches(
                      "sockwatch: does nothing on JDK (8|11), it needs 17 or later; the application"
                          + " runs without it"));
    }
  }
}
