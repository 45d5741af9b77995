package dev.sockwatch.agent.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each setting takes what its form allows and nothing else. */
class SettingFormsTest {
  @ParameterizedTest
  @CsvSource({
    "enabled, true",
    "enabled, false",
    "log, stderr",
    "log, /var/log/a b.log",
    "log, /var/log/%h-%p.log",
    "log.format, json",
    "addresses, masked",
    "sample.interval, 10ms",
    "sample.interval, 1s",
    "sample.interval, 2m",
    "sample.interval, 24h",
    "time.scale, 0.001",
    "time.scale, 1",
    "time.scale, 1000",
    "kernel, auto",
    "kernel, foreign",
    "kernel, jna",
    "kernel, procfs",
    "kernel, jdk",
    "kernel, off",
    "growing.sockets, 1",
    "growing.sockets, 1000000",
    "descriptors.percent, 1",
    "descriptors.percent, 100",
    "ignore, close-wait@com.acme",
    "ignore, close-wait@com.acme:socket-abandoned@com.acme.Client",
    "libraries, com.acme.http",
    "libraries, com.acme.http:com.acme.rpc"
  })
  void validValue_isTaken(String key, String value) {
    SettingEntry setting = entry(key);
    Settings settings = read(setting, value);

    assertThat(settings.value(setting)).isEqualTo(value);
    assertThat(settings.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "enabled, yes",
    "enabled, TRUE",
    "enabled, ''",
    "log, ''",
    "log, /var/log/%x.log",
    "log.format, xml",
    "addresses, hidden",
    "report.file, ''",
    "sample.interval, 9ms",
    "sample.interval, 0s",
    "sample.interval, -1s",
    "sample.interval, 5",
    "sample.interval, s",
    "sample.interval, 1.5s",
    "sample.interval, 5 s",
    "sample.interval, 5d",
    "sample.interval, ''",
    "sample.interval, 99999999999999999999s",
    "time.scale, 0",
    "time.scale, 0.0009",
    "time.scale, 1000.1",
    "time.scale, -1",
    "time.scale, NaN",
    "time.scale, fast",
    "kernel, AUTO",
    "kernel, ebpf",
    "growing.sockets, 0",
    "growing.sockets, 1000001",
    "growing.sockets, ten",
    "descriptors.percent, 0",
    "descriptors.percent, 101",
    "descriptors.percent, 80%",
    "ignore, close-wait",
    "ignore, close-wait@",
    "ignore, @com.acme",
    "ignore, closewait@com.acme",
    "ignore, close-wait@com.acme:com.acme"
  })
  void invalidValue_leavesTheDefault(String key, String value) {
    SettingEntry setting = entry(key);
    Settings settings = read(setting, value);

    assertThat(settings.value(setting)).isEqualTo(setting.defaultValue());
    assertThat(settings.problems()).hasSize(1);
  }

  @Test
  void defaultValue_isValid() {
    for (SettingEntry setting : SettingEntry.all()) {
      if (!setting.defaultValue().isEmpty()) {
        assertThat(read(setting, setting.defaultValue()).problems()).as(setting.key()).isEmpty();
      }
    }
  }

  @Test
  void choices_areAllowedInWords() {
    assertThat(Setting.KERNEL.entry().form().allowed())
        .isEqualTo("auto, foreign, jna, jdk, procfs or off");
    assertThat(FreeForm.FLAG.allowed()).isEqualTo("true or false");
  }

  @Test
  void durations_areNanoseconds() {
    assertThat(Settings.nanos("250ms")).isEqualTo(250_000_000L);
    assertThat(Settings.nanos("5s")).isEqualTo(5_000_000_000L);
    assertThat(Settings.nanos("2m")).isEqualTo(120_000_000_000L);
    assertThat(Settings.nanos("1h")).isEqualTo(3_600_000_000_000L);
  }

  private static SettingEntry entry(String key) {
    return SettingEntry.all().stream().filter(e -> e.key().equals(key)).findFirst().orElseThrow();
  }

  private static Settings read(SettingEntry setting, String value) {
    return Settings.read("", Map.of(setting.property(), value), Map.of());
  }
}
