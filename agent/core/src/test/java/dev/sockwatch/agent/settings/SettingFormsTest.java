package dev.sockwatch.agent.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each setting takes what its form allows and nothing else. */
class SettingFormsTest {
  @ParameterizedTest
  @CsvSource({
    "ENABLED, true",
    "ENABLED, false",
    "LOG, stderr",
    "LOG, /var/log/a b.log",
    "LOG, /var/log/%h-%p.log",
    "LOG_FORMAT, json",
    "ADDRESSES, masked",
    "SAMPLE_INTERVAL, 10ms",
    "SAMPLE_INTERVAL, 1s",
    "SAMPLE_INTERVAL, 2m",
    "SAMPLE_INTERVAL, 24h",
    "TIME_SCALE, 0.001",
    "TIME_SCALE, 1",
    "TIME_SCALE, 1000",
    "KERNEL, auto",
    "KERNEL, foreign",
    "KERNEL, jna",
    "KERNEL, procfs",
    "KERNEL, jdk",
    "KERNEL, off",
    "GROWING_SOCKETS, 1",
    "GROWING_SOCKETS, 1000000",
    "DESCRIPTORS_PERCENT, 1",
    "DESCRIPTORS_PERCENT, 100",
    "IGNORE, close-wait@com.acme",
    "IGNORE, close-wait@com.acme:socket-abandoned@com.acme.Client",
    "LIBRARIES, com.acme.http",
    "LIBRARIES, com.acme.http:com.acme.rpc"
  })
  void validValue_isTaken(Setting setting, String value) {
    Settings settings = read(setting, value);

    assertThat(settings.value(setting)).isEqualTo(value);
    assertThat(settings.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ENABLED, yes",
    "ENABLED, TRUE",
    "ENABLED, ''",
    "LOG, ''",
    "LOG, /var/log/%x.log",
    "LOG_FORMAT, xml",
    "ADDRESSES, hidden",
    "REPORT_FILE, ''",
    "SAMPLE_INTERVAL, 9ms",
    "SAMPLE_INTERVAL, 0s",
    "SAMPLE_INTERVAL, -1s",
    "SAMPLE_INTERVAL, 5",
    "SAMPLE_INTERVAL, s",
    "SAMPLE_INTERVAL, 1.5s",
    "SAMPLE_INTERVAL, 5 s",
    "SAMPLE_INTERVAL, 5d",
    "SAMPLE_INTERVAL, ''",
    "SAMPLE_INTERVAL, 99999999999999999999s",
    "TIME_SCALE, 0",
    "TIME_SCALE, 0.0009",
    "TIME_SCALE, 1000.1",
    "TIME_SCALE, -1",
    "TIME_SCALE, NaN",
    "TIME_SCALE, fast",
    "KERNEL, AUTO",
    "KERNEL, ebpf",
    "GROWING_SOCKETS, 0",
    "GROWING_SOCKETS, 1000001",
    "GROWING_SOCKETS, ten",
    "DESCRIPTORS_PERCENT, 0",
    "DESCRIPTORS_PERCENT, 101",
    "DESCRIPTORS_PERCENT, 80%",
    "IGNORE, close-wait",
    "IGNORE, close-wait@",
    "IGNORE, @com.acme",
    "IGNORE, closewait@com.acme",
    "IGNORE, close-wait@com.acme:com.acme"
  })
  void invalidValue_leavesTheDefault(Setting setting, String value) {
    Settings settings = read(setting, value);

    assertThat(settings.value(setting)).isEqualTo(setting.defaultValue());
    assertThat(settings.problems()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void defaultValue_isValid(Setting setting) {
    if (!setting.defaultValue().isEmpty()) {
      assertThat(read(setting, setting.defaultValue()).problems()).isEmpty();
    }
  }

  @Test
  void durations_areNanoseconds() {
    assertThat(Settings.nanos("250ms")).isEqualTo(250_000_000L);
    assertThat(Settings.nanos("5s")).isEqualTo(5_000_000_000L);
    assertThat(Settings.nanos("2m")).isEqualTo(120_000_000_000L);
    assertThat(Settings.nanos("1h")).isEqualTo(3_600_000_000_000L);
  }

  private static Settings read(Setting setting, String value) {
    return Settings.read("", Map.of(setting.property(), value), Map.of());
  }
}
