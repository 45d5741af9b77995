package dev.sockwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Lengths of time as they are typed. */
class DurationOptionTest {
  private final DurationOption.Converter converter = new DurationOption.Converter();

  @Test
  void units_areTheAgents() {
    assertThat(converter.convert("250ms").duration()).isEqualTo(Duration.ofMillis(250));
    assertThat(converter.convert("5s").duration()).isEqualTo(Duration.ofSeconds(5));
    assertThat(converter.convert("5m").text()).isEqualTo("300000ms");
    assertThat(converter.convert("1h").duration()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void nonsense_isExplained() {
    for (String wrong : new String[] {"5", "m", "0s", "-1s", "5 minutes"}) {
      assertThatThrownBy(() -> converter.convert(wrong))
          .hasMessage("'" + wrong + "' is not a number with ms, s, m or h, such as 5m");
    }
  }
}
