package dev.sockwatch.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.sockwatch.tests.support.ExpectedEvents;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.Jdk;
import org.assertj.core.api.SoftAssertions;

/** The agent's counters against what a probe and its peer have counted. */
final class EventComparison {
  private EventComparison() {}

  static void check(Jdk jdk, String probe, FinishedJvm jvm) {
    ExpectedEvents expected = ExpectedEvents.parse(jvm.lastLine("expect "));
    JsonObject health = jvm.health();
    SoftAssertions.assertSoftly(
        softly -> {
          softly
              .assertThat(expected.differences(health.getAsJsonObject("events")))
              .as("events of %s on %s, differing from %s", probe, jdk, jvm.transcript())
              .isEmpty();
          softly.assertThat(health.getAsJsonArray("missingHooks")).as("missing hooks").isEmpty();
          softly.assertThat(health.get("droppedEvents").getAsLong()).as("dropped").isZero();
          softly
              .assertThat(health.get("unexplainedSockets").getAsLong())
              .as("unexplained")
              .isZero();
        });
    assertThat(jvm.report().getAsJsonObject("sockwatch").get("final").getAsBoolean()).isTrue();
  }
}
