package dev.sockwatch.tests.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.tests.support.EachJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.LiveReport;
import dev.sockwatch.tests.support.Machine;
import dev.sockwatch.tests.support.ReportedFindings;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What would notice a dead peer of an idle connection is read back from the kernel. */
@ResourceLock(value = Machine.LOAD, mode = ResourceAccessMode.READ)
class IdleConnectionsTest {
  private static final String MAIN = "com.example.session.IdleSessions";

  @EachJdk
  void keepaliveOff_isAWarning(Jdk jdk) {
    FinishedJvm jvm = run(jdk, "true", "broken");
    assertThat(SampleRuns.open(jvm))
        .as(jvm.transcript())
        .containsExactly("keepalive-disabled warning IdleSessions.logIn");
    assertThat(ReportedFindings.of(jvm))
        .extracting(ReportedFindings.Found::count)
        .containsExactly(6);
  }

  @EachJdk
  void keepaliveOfTheKernelsDefaults_isAdvice(Jdk jdk) {
    FinishedJvm jvm = run(jdk, "true", "default");
    assertThat(SampleRuns.open(jvm))
        .as(jvm.transcript())
        .containsExactly("keepalive-too-slow advice IdleSessions.logIn");
    assertThat(LiveReport.objects(jvm.report(), "findings").get(0).get("evidence").toString())
        .contains("\"tcpKeepIdleSeconds\":7200", "\"deadPeerNoticedSeconds\":7875");
  }

  @EachJdk
  void earlyKeepalive_isSilent(Jdk jdk) {
    FinishedJvm jvm = run(jdk, "true", "healthy");
    assertThat(ReportedFindings.of(jvm)).as(jvm.transcript()).isEmpty();
  }

  @EachJdk
  void loopback_isExempt(Jdk jdk) {
    FinishedJvm jvm = run(jdk, "false", "broken");
    assertThat(ReportedFindings.of(jvm)).as(jvm.transcript()).isEmpty();
  }

  private static FinishedJvm run(Jdk jdk, String loopback, String variant) {
    return SampleRuns.on(jdk).agentArg("keepalive.loopback", loopback).run(MAIN, variant);
  }
}
