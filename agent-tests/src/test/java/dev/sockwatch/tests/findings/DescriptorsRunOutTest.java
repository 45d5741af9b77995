package dev.sockwatch.tests.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.tests.support.AnyJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;

/** A process that runs out of descriptors is warned before, and told who holds them after. */
class DescriptorsRunOutTest {
  @AnyJdk
  void tooManyOpenFiles_isDumpedOnceByCallSite(Jdk jdk) {
    FinishedJvm jvm = run(jdk, "exhaust");
    assertThat(jvm.err().stream().filter(l -> l.startsWith("sockwatch: too many open files: ")))
        .as(jvm.transcript())
        .singleElement()
        .asString()
        .matches(
            "sockwatch: too many open files: \\d+ of 256 descriptors; \\d+ sockets open, by .*");
    assertThat(jvm.err())
        .as(jvm.transcript())
        .anyMatch(l -> l.matches(" +\\d+ +client +ESTABLISHED com.example.files.DescriptorHog.*"))
        .anyMatch(l -> l.contains("ERROR descriptors-low"));
  }

  private static FinishedJvm run(Jdk jdk, String variant) {
    return ForkedJvm.on(jdk)
        .sampleApps()
        .shell("ulimit -n 256")
        .agentArg("time.scale", "0.02")
        .withReport()
        .run("com.example.files.DescriptorHog", variant);
  }
}
