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
    "reportfile, report.file",
    "report.gcc, report.gc",
    "sampleinterval, sample.interval",
    "timescale, time.scale",
    "closewait.after, close.wait.after",
    "growing.socket, growing.sockets",
    "librarys, libraries",
    "ignored, ignore"
  })
  void nearest_isWhatWasMeant(String mistyped, String meant) {
    assertThat(SettingNames.nearest(mistyped).key()).isEqualTo(meant);
  }

  @Test
  void everySetting_isNearestToItself() {
    for (SettingEntry setting : SettingEntry.all()) {
      assertThat(SettingNames.nearest(setting.key())).isEqualTo(setting);
    }
  }
}
