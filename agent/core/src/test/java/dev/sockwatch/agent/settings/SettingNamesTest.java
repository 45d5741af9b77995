package dev.sockwatch.agent.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mistyped setting is recognised by the fewest letters that differ. */
class SettingNamesTest {
  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "log, log, 0",
    "'', log, 3",
    "log, '', 3",
    "lag, log, 1",
    "lo, log, 1",
    "logs, log, 1",
    "kitten, sitting, 3",
    "interval, lavretni, 8"
  })
  void distance_isLevenshteins(String a, String b, int distance) {
    assertThat(SettingNames.distance(a, b)).isEqualTo(distance);
    assertThat(SettingNames.distance(b, a)).isEqualTo(distance);
  }

  @ParameterizedTest
  @CsvSource({
    "reportfile, REPORT_FILE",
    "report.gcc, REPORT_GC",
    "sampleinterval, SAMPLE_INTERVAL",
    "timescale, TIME_SCALE",
    "closewait.after, CLOSE_WAIT_AFTER",
    "growing.socket, GROWING_SOCKETS",
    "librarys, LIBRARIES",
    "ignored, IGNORE"
  })
  void nearest_isWhatWasMeant(String mistyped, Setting meant) {
    assertThat(SettingNames.nearest(mistyped)).isEqualTo(meant);
  }

  @Test
  void everySetting_isNearestToItself() {
    for (Setting setting : Setting.values()) {
      assertThat(SettingNames.nearest(setting.key())).isEqualTo(setting);
    }
  }
}
