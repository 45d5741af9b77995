package dev.sockwatch.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Durations are short, and exact where it matters. */
class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "999, 999 ms",
    "1000, 1.0 s",
    "41230, 41.2 s",
    "60000, 1 min 0 s",
    "125999, 2 min 5 s",
    "3599999, 59 min 59 s",
    "3600000, 1 h 0 min",
    "12000000, 3 h 20 min",
    "360000000, 100 h 0 min"
  })
  void text_isForPeople(long millis, String text) {
    assertThat(Durations.text(millis * 1_000_000)).isEqualTo(text);
  }
}
