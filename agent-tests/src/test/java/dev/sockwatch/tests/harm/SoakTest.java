package dev.sockwatch.tests.harm;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.sockwatch.tests.support.AnyJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.LiveReport;
import dev.sockwatch.tests.support.NeedsTheMachine;
import dev.sockwatch.tests.support.RunningJvm;
import java.time.Duration;

/**
 * A program that opens and closes connections as fast as it can, all of them spans for a collector
 * that is down: the second half of it costs nothing that the first has not cost.
 */
@NeedsTheMachine
class SoakTest {
  /** With fewer connections the export has not failed yet when the program ends. */
  private static final int FAILS_TO_EXPORT = 100_000;

  private static final int CONNECTIONS = Integer.getInteger("sockwatch.test.soak", 20_000);
  private static final int LISTENERS = 2 * 64;

  /** The sampler shares two processors with 64 threads that never pause. */
  private static final int LEAST_ROUNDS = CONNECTIONS / 50_000;

  @AnyJdk
  void halfOfTheConnections_needWhatTheOtherHalfNeeded(Jdk jdk) {
    ForkedJvm forked =
        ForkedJvm.on(jdk)
            .withAllCompilers()
            .jvmArgs(
                "-XX:NativeMemoryTracking=summary", "-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch")
            .agentArg("spans", "all")
            .agentArg("sample.interval", "100ms")
            .env("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
            .deadline(Duration.ofMinutes(15))
            .withReport();
    try (RunningJvm jvm = forked.start("com.example.places.Soak", Integer.toString(CONNECTIONS))) {
      String unused = jvm.awaitOut("begin is reached");
      long rounds = rounds(LiveReport.await(jvm, "rounds", report -> rounds(report) > 5));
      jvm.tell("go");
      FinishedJvm finished = jvm.finish();
      assertThat(rounds(finished.report()) - rounds)
          .as("rounds under load")
          .isGreaterThan(LEAST_ROUNDS);
      assertFlat(finished);
    }
  }

  private static long released() {
    return 2L * CONNECTIONS + LISTENERS;
  }

  private static void assertFlat(FinishedJvm jvm) {
    assertThat(event(jvm.report(), "opened")).isEqualTo(CONNECTIONS + LISTENERS);
    assertThat(event(jvm.report(), "accepted")).isEqualTo(CONNECTIONS);
    assertThat(event(jvm.report(), "released")).isEqualTo(released());
    assertThat(LiveReport.objects(jvm.report(), "sockets")).isEmpty();
    if (CONNECTIONS > FAILS_TO_EXPORT) {
      assertThat(jvm.health().getAsJsonObject("notExported").get("spans").getAsLong()).isPositive();
    }
    assertGrowth(jvm, "heapKiB", 4096);
    assertGrowth(jvm, "residentKiB", 32 * 1024);
    assertGrowth(jvm, "nativeKiB", 24 * 1024); // the compilers go on compiling
    assertGrowth(jvm, "threads", 2);
    assertGrowth(jvm, "descriptors", 3);
    assertGrowth(jvm, "classes", 200);
  }

  private static void assertGrowth(FinishedJvm jvm, String figure, long most) {
    long middle = Long.parseLong(jvm.value("middle." + figure));
    long end = Long.parseLong(jvm.value("end." + figure));
    assertThat(end - middle).as("%s: %s, then %s", figure, middle, end).isLessThanOrEqualTo(most);
  }

  private static long rounds(JsonObject report) {
    return report.getAsJsonObject("health").get("rounds").getAsLong();
  }

  private static long event(JsonObject report, String name) {
    return report.getAsJsonObject("health").getAsJsonObject("events").get(name).getAsLong();
  }
}
