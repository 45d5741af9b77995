package dev.sockwatch.tests.findings;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.sockwatch.tests.support.EachJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.LiveReport;
import dev.sockwatch.tests.support.Machine;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Connects that go on failing are told; those that are tried until they succeed are not. */
@ResourceLock(value = Machine.LOAD, mode = ResourceAccessMode.READ)
class FailingConnectsTest {
  @EachJdk
  void closedPort_refuses(Jdk jdk) {
    FinishedJvm jvm = SampleRuns.on(jdk).run("com.example.sync.ReplicaSync", "broken");
    assertThat(SampleRuns.open(jvm))
        .as(jvm.transcript())
        .containsExactly("connect-refused warning ReplicaSync.copyChanges");
  }

  @EachJdk
  void portWhereNobodyListens_refusesAsynchronousChannels(Jdk jdk) {
    FinishedJvm jvm =
        SampleRuns.on(jdk)
            .jvmArgs("-Dsample.asynchronous=true")
            .run("com.example.sync.ReplicaSync", "broken");
    assertThat(SampleRuns.open(jvm))
        .as(jvm.transcript())
        .containsExactly("connect-refused warning ReplicaSync.copyChangesAsynchronously");
  }

  @EachJdk
  void waitingUntilTheOtherSideIsUp_isSilent(Jdk jdk) {
    FinishedJvm jvm = SampleRuns.on(jdk).run("com.example.sync.ReplicaSync", "healthy");
    assertThat(SampleRuns.alarming(jvm)).as(jvm.transcript()).isEmpty();
    assertThat(jvm.health().getAsJsonObject("events").get("connectFailed").getAsInt())
        .isBetween(6, 8);
  }

  @EachJdk
  void nameOfWhichNoAddressWorks_refuses(Jdk jdk) {
    FinishedJvm jvm = SampleRuns.on(jdk).run("com.example.sync.TwoAddresses", "broken");
    assertThat(SampleRuns.open(jvm))
        .as(jvm.transcript())
        .containsExactly("connect-refused warning TwoAddresses.request");
  }

  @EachJdk
  void secondAddressOfTheNameThatWorks_isSilent(Jdk jdk) {
    FinishedJvm jvm = SampleRuns.on(jdk).run("com.example.sync.TwoAddresses", "healthy");
    assertThat(SampleRuns.alarming(jvm)).as(jvm.transcript()).isEmpty();
    assertThat(jvm.health().getAsJsonObject("events").get("connectFailed").getAsInt())
        .isEqualTo(48);
  }

  @EachJdk
  void fullAcceptQueue_timesOut(Jdk jdk) {
    FinishedJvm jvm = SampleRuns.on(jdk).run("com.example.sync.FullBacklog", "broken");
    assertThat(SampleRuns.open(jvm))
        .as(jvm.transcript())
        .containsExactly("connect-timed-out warning FullBacklog.request");
    JsonObject evidence =
        LiveReport.objects(jvm.report(), "findings").get(0).getAsJsonObject("evidence");
    assertThat(evidence.get("gaveUp").getAsString()).isEqualTo("program");
    assertThat(evidence.get("synRetransmits").getAsInt()).as("after 1.5 s").isEqualTo(1);
  }

  @EachJdk
  void acceptQueueThatIsEmptied_isSilent(Jdk jdk) {
    FinishedJvm jvm = SampleRuns.on(jdk).run("com.example.sync.FullBacklog", "healthy");
    assertThat(SampleRuns.alarming(jvm)).as(jvm.transcript()).isEmpty();
  }
}
