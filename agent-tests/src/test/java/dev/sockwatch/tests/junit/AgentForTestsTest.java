package dev.sockwatch.tests.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.tests.support.AnyJdk;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.Jdks;
import dev.sockwatch.tests.support.TestRun;
import org.junit.jupiter.api.Test;

/** Tests find their agent; where there is none they fail, and say how to get one. */
class AgentForTestsTest {
  private static final String CASES = "JdkClientCases";
  private static final String CLEAN = "JdkClientCases > sharedClient_isClean";

  @AnyJdk
  void agentJarOnTheClassPath_attachesItself(Jdk jdk) {
    TestRun run = TestRun.on(jdk, TestRun.NEWEST_JUNIT).parallel(false).with(ForkedJvm.agentJar());
    run.jvm().withoutAgent().jvmArgs("-XX:+EnableDynamicAgentLoading");

    TestRun.Outcome outcome = run.run(CASES);

    assertThat(outcome.verdicts()).containsEntry(CLEAN, "passes").doesNotContainKey(CASES);
    assertThat(outcome.failure("unreadBody_leaks()")).contains("left 1 socket open");
    assertThat(outcome.jvm().err()).noneMatch(line -> line.contains("WARNING"));
  }

  @AnyJdk
  void refusedAttach_saysWhichFlag(Jdk jdk) {
    TestRun run = TestRun.on(jdk, TestRun.NEWEST_JUNIT).parallel(false).with(ForkedJvm.agentJar());
    run.jvm().withoutAgent().jvmArgs("-XX:-EnableDynamicAgentLoading");

    TestRun.Outcome outcome = run.run(CASES);

    assertThat(outcome.verdicts()).hasSize(1);
    assertThat(outcome.failure(CASES))
        .contains("sockwatch: no agent in this JVM")
        .contains("was started with -XX:-EnableDynamicAgentLoading")
        .contains("restart it without that flag, or with\n  -javaagent:" + ForkedJvm.agentJar());
  }

  @Test
  void missingAgent_failsTheTests() {
    TestRun run = TestRun.on(Jdks.oldest(), TestRun.OLDEST_JUNIT).parallel(false);
    run.jvm().withoutAgent();

    TestRun.Outcome outcome = run.run(CASES, "OneMethodCases");

    assertThat(outcome.verdicts())
        .as(outcome.jvm().transcript())
        .hasSize(3)
        .containsEntry("OneMethodCases > unwatched", "passes");
    assertThat(outcome.failure("OneMethodCases > watched()"))
        .contains("sockwatch: no agent in this JVM, process ")
        .contains("there is no -javaagent, and no agent jar on the class path")
        .contains("-javaagent:/path/to/sockwatch-agent.jar")
        .contains("dev.sockwatch:sockwatch-agent");
  }

  @Test
  void annotationOnOneMethod_watchesThatOne() {
    TestRun.Outcome outcome =
        TestRun.on(Jdks.oldest(), TestRun.OLDEST_JUNIT).parallel(false).run("OneMethodCases");

    assertThat(outcome.verdicts())
        .containsEntry("OneMethodCases > unwatched", "passes")
        .containsEntry("OneMethodCases > watched", "left 1: Server.connect")
        .hasSize(2);
    assertThat(outcome.failure("OneMethodCases > watched()").replaceAll("\\d+", "N"))
        .isEqualTo(
            """
            sockwatch: OneMethodCases.watched left N socket open, N ms after its end

              client connection N.N.N.N:N -> N.N.N.N:N, CLOSE_WAIT, open for N ms
                opened at  com.example.leaktests.Server.connect(Server.java:N)
                             com.example.leaktests.OneMethodCases.open(OneMethodCases.java:N)
                             com.example.leaktests.OneMethodCases.watched(OneMethodCases.java:N)
                peer       has closed; the end of input was read at
                             java.net.Socket$SocketInputStream.read(Socket.java:N)
                             com.example.leaktests.OneMethodCases.open(OneMethodCases.java:N)
                             com.example.leaktests.OneMethodCases.watched(OneMethodCases.java:N)
                fix        close it where the end of input is read
            at java.net.Socket.<init>(Socket.java:N)""");
  }
}
