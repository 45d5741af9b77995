package dev.sockwatch.tests.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.Test;

/** Comparing expected counts with a report misses nothing. */
class ExpectedEventsTest {
  @Test
  void equalCounts_doNotDiffer() {
    assertThat(ExpectedEvents.parse("opened=2 closeRequested=2").differences(events(2, 2)))
        .isEmpty();
  }

  @Test
  void oneTooManyOrTooFew_differs() {
    assertThat(ExpectedEvents.parse("opened=1 closeRequested=3").differences(events(2, 2)))
        .containsExactly(
            "closeRequested: expected 3, the report says 2",
            "opened: expected 1, the report says 2");
  }

  @Test
  void counterThatTheProbeDoesNotName_mustBeZero() {
    ExpectedEvents expected = ExpectedEvents.parse("opened=2");
    assertThat(expected.differences(events(2, 0))).isEmpty();
    assertThat(expected.differences(events(2, 1)))
        .containsExactly("closeRequested: expected 0, the report says 1");
  }

  @Test
  void counterThatTheReportDoesNotHave_differs() {
    assertThat(ExpectedEvents.parse("opened=2 accepted=0..1").differences(events(2, 0)))
        .containsExactly("accepted: expected 0..1, absent in the report");
  }

  @Test
  void range_includesBothEnds() {
    ExpectedEvents expected = ExpectedEvents.parse("opened=1..3");
    assertThat(expected.differences(events(1, 0))).isEmpty();
    assertThat(expected.differences(events(3, 0))).isEmpty();
    assertThat(expected.differences(events(4, 0))).hasSize(1);
    assertThat(ExpectedEvents.parse("opened=any").differences(events(9, 0))).isEmpty();
  }

  @Test
  void wordWithoutCount_isAMistakeOfTheProbe() {
    assertThatThrownBy(() -> ExpectedEvents.parse("opened")).isInstanceOf(AssertionError.class);
  }

  private static JsonObject events(int opened, int closeRequested) {
    JsonObject events = new JsonObject();
    events.addProperty("opened", opened);
    events.addProperty("closeRequested", closeRequested);
    return events;
  }
}
