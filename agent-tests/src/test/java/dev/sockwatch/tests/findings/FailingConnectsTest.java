package dev.sockwatch.tests.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.tests.support.AnyJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.Jdk;

/**
 * Connects of asynchronous channels that go on failing are reported, as those of {@link Scenarios}.
 */
class FailingConnectsTest {
  @AnyJdk
  void portWhereNobodyListens_refusesAsynchronousChannels(Jdk jdk) {
    FinishedJvm jvm =
        SampleRuns.on(jdk)
            .jvmArgs("-Dsample.asynchronous=true")
            .run("com.example.sync.ReplicaSync", "broken");
    assertThat(SampleRuns.open(jvm))
        .as(jvm.transcript())
        .containsExactly("connect-refused warning ReplicaSync.copyChangesAsynchronously");
  }
}
