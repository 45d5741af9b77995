package dev.sockwatch.tests.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.tests.support.AnyJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.ReportedFindings;
import dev.sockwatch.tests.support.ReportedFindings.Found;
import dev.sockwatch.tests.support.Stacks;
import java.util.List;
import java.util.stream.Stream;

/** A reset by the peer is seen once, by whatever read or write meets it. */
class ResetIsSeenOnceTest {
  private static final int TIMES = 3;

  @AnyJdk
  void everyReadAndWrite_tellsTheReset(Jdk jdk) {
    FinishedJvm jvm =
        ForkedJvm.on(jdk)
            .classPath(Stacks.classPath())
            .toleratingStderr(Stacks::warnsOfLibraries)
            .withNativeLibraries()
            .withReport()
            .run("com.example.stacks.ResetsByPeer");

    assertThat(jvm.value("met")).isEqualTo("21");
    List<Found> resets =
        ReportedFindings.of(jvm).stream().filter(f -> f.id().equals("reset-by-peer")).toList();
    assertThat(resets)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(
                    "socketRead",
                    "socketWrite",
                    "channelRead",
                    "channelScatteringRead",
                    "channelWrite",
                    "channelGatheringWrite",
                    "asynchronousRead",
                    "connected")
                .map(
                    method ->
                        new Found(
                            "reset-by-peer",
                            "warning",
                            "open",
                            "ResetsByPeer." + method,
                            method.equals("connected") ? 2 * TIMES : TIMES))
                .toList());
  }
}
