package dev.sockwatch.tests.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.sockwatch.tests.support.EachJdk;
import dev.sockwatch.tests.support.ExpectedEvents;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.ReportWatch;
import dev.sockwatch.tests.support.RunningJvm;
import java.time.Duration;
import org.assertj.core.api.SoftAssertions;

/**
 * However fast descriptors are used again while the agent samples as fast as it can, no value is
 * ever attributed to another socket's record.
 */
class DescriptorReuseTest {
  private static final String PROBE = "com.example.probes.ReuseUnderLoad";

  /** What a build has time for; a million with {@code -Plong}. */
  private static final int MANY = Integer.getInteger("sockwatch.test.connections", 150_000);

  private static final int FEW = 150_000;

  /** So long that no finding is made of what is held for milliseconds. */
  private static final String NEVER = "1000h";

  @EachJdk
  void manyConnections_byTheBestSource(Jdk jdk) throws Exception {
    watch(jdk, "auto", jdk.feature() < 21 ? FEW : MANY);
  }

  @EachJdk
  void manyConnections_byTheJdkAlone(Jdk jdk) throws Exception {
    watch(jdk, "jdk", FEW);
  }

  private static void watch(Jdk jdk, String kernel, int connections) throws Exception {
    NumberedReports reports = new NumberedReports();
    ForkedJvm agent =
        ForkedJvm.on(jdk)
            .withAllCompilers()
            .agentArg("kernel", kernel)
            .agentArg("time.scale", "0.001")
            .agentArg("sample.interval", "1s") // scaled: a round each millisecond, if it can
            .agentArg("close.wait.after", NEVER)
            .agentArg("close.pending.after", NEVER)
            .agentArg("never.connected.after", NEVER)
            .agentArg("growing.window", NEVER)
            .deadline(Duration.ofMinutes(10))
            .withReport();
    try (RunningJvm jvm = agent.start(PROBE, String.valueOf(connections))) {
      ReportWatch watch = new ReportWatch(jvm.awaitReportFile(), reports::check);
      FinishedJvm finished = jvm.finish();
      watch.stop();
      assertThat(reports.misattributed()).as(reports.toString()).isEmpty();
      assertSeen(reports, isWhole(finished));
      assertAccounts(finished);
    }
  }

  /** The JDK alone gives the first bytes of tcp_info, and no byte counts. */
  private static boolean isWhole(FinishedJvm jvm) {
    String source = jvm.report().getAsJsonObject("sockwatch").get("kernelSource").getAsString();
    return !source.equals("jdk");
  }

  /** Else the test would pass without having looked. */
  private static void assertSeen(NumberedReports reports, boolean byteCounts) {
    SoftAssertions.assertSoftly(
        softly -> {
          softly.assertThat(reports.reports()).as("reports").isGreaterThan(10);
          softly.assertThat(reports.connections()).as("connections seen").isGreaterThan(200);
          softly.assertThat(reports.addresses()).as("addresses seen").isGreaterThan(500);
          softly.assertThat(reports.keepIdles()).as("options seen").isGreaterThan(50);
          softly
              .assertThat(reports.byteCounts())
              .as("byte counts seen")
              .isGreaterThan(byteCounts ? 1_000 : -1);
        });
  }

  /** Each socket was opened once and released once, and none is left. */
  private static void assertAccounts(FinishedJvm jvm) {
    JsonObject health = jvm.health();
    SoftAssertions.assertSoftly(
        softly -> {
          softly
              .assertThat(
                  ExpectedEvents.parse(jvm.lastLine("expect "))
                      .differences(health.getAsJsonObject("events")))
              .isEmpty();
          softly.assertThat(jvm.report().getAsJsonArray("sockets")).as("left").isEmpty();
          softly.assertThat(health.get("roundErrors").getAsLong()).as("round errors").isZero();
          softly.assertThat(health.get("droppedEvents").getAsLong()).as("dropped").isZero();
          softly
              .assertThat(health.get("unexplainedSockets").getAsLong())
              .as("unexplained")
              .isZero();
        });
  }
}
