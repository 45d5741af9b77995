package dev.sockwatch.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A grace is written with its unit. */
class LeakSettingsTest {
  @Test
  void duration_hasAUnit() {
    assertThat(LeakSettings.duration("500ms")).isEqualTo(Duration.ofMillis(500));
    assertThat(LeakSettings.duration("5s")).isEqualTo(Duration.ofSeconds(5));
    assertThat(LeakSettings.duration("1 m")).isEqualTo(Duration.ofMinutes(1));
    assertThatThrownBy(() -> LeakSettings.duration("5"))
        .hasMessage("sockwatch: \"5\" is no duration; write 500ms, 5s or 1m");
  }
}
