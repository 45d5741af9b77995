package dev.sockwatch.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.List;
import org.assertj.core.api.SoftAssertions;

/** The comparison of what the agent counted with what a probe and its peer did. */
public final class EventComparison {
  private EventComparison() {}

  /** Fails unless both agree on every event, and no socket or hook is missing. */
  public static void agree(FinishedJvm jvm, String what) {
    JsonObject health = jvm.health();
    SoftAssertions.assertSoftly(
        softly -> {
          softly
              .assertThat(differences(jvm))
              .as("events of %s, differing from %s", what, jvm.transcript())
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

  /** The events that the agent did not count as the probe did. */
  public static List<String> differences(FinishedJvm jvm) {
    ExpectedEvents expected = ExpectedEvents.parse(jvm.lastLine("expect "));
    return expected.differences(jvm.health().getAsJsonObject("events"));
  }
}
