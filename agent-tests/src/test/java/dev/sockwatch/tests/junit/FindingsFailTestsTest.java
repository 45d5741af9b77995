package dev.sockwatch.tests.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.tests.support.AnyJdk;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.TestRun;

/** A finding fails the test that asked for that, though nothing leaks. */
class FindingsFailTestsTest {
  @AnyJdk
  void finding_failsTheTestThatAsked(Jdk jdk) {
    TestRun run = TestRun.on(jdk, TestRun.NEWEST_JUNIT).parallel(false);
    run.jvm().agentArg("time.scale", "0.02");

    TestRun.Outcome outcome = run.run("FindingCases");

    assertThat(outcome.verdicts())
        .as(outcome.jvm().transcript())
        .hasSize(4)
        .containsEntry("FindingCases > leaksOnly_passes", "passes");
    assertThat(outcome.failure("findingsToo_fails()"))
        .startsWith("sockwatch: FindingCases.findingsToo_fails: close-wait: 1 connection in CLOSE")
        .contains("opened at  com.example.leaktests.Server.connect(Server.java:")
        .contains("fix        close the socket opened at com.example.leaktests.Server.connect");
    assertThat(outcome.failure("heldWrites_fail()"))
        .startsWith("sockwatch: FindingCases.heldWrites_fail: nagle-stall: ")
        .contains(
            "opened at  com.example.leaktests.FindingCases.heldWrites_fail(FindingCases.java:")
        .contains("setTcpNoDelay(true)");
    assertThat(outcome.failure("unknownFinding_fails()"))
        .startsWith("sockwatch: \"close-weight\" in alsoFailOn is no finding; write one of ")
        .contains("socket-abandoned, close-wait, close-pending");
  }
}
