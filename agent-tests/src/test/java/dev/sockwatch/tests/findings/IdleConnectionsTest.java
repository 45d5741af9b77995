package dev.sockwatch.tests.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.tests.support.AnyJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.ReportedFindings;

/** A connection over loopback cannot lose its peer unnoticed, so that nothing is missing there. */
class IdleConnectionsTest {
  @AnyJdk
  void loopback_isExempt(Jdk jdk) {
    FinishedJvm jvm =
        SampleRuns.on(jdk)
            .agentArg("keepalive.loopback", "false")
            .run("com.example.session.IdleSessions", "broken");
    assertThat(ReportedFindings.of(jvm)).as(jvm.transcript()).isEmpty();
  }
}
