package dev.sockwatch.agent.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JVMs that share one setting write into files of their own, if it says so. */
class FileNamesTest {
  @ParameterizedTest
  @CsvSource({
    "/tmp/report.json, /tmp/report.json",
    "/tmp/%p.json, /tmp/4711.json",
    "%h/sockwatch-%p.log, web-1/sockwatch-4711.log",
    "%p%p%h, 47114711web-1",
    "100%%.txt, 100%.txt",
    "%%p, %p"
  })
  void places_areFilled(String pattern, String name) {
    assertThat(FileNames.isPattern(pattern)).isTrue();
    assertThat(FileNames.filled(pattern, 4711, "web-1")).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "/tmp/100%", "%d", "%P", "%p%", "%% %x", "a% b"})
  void otherPercentSigns_areRefused(String pattern) {
    assertThat(FileNames.isPattern(pattern)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "/tmp/report.json, report.json, true",
    "/tmp/report.json, reportXjson, false",
    "/tmp/%h-%p.json, web-1-77.json, true",
    "/tmp/%h-%p.json, web-2-77.json, false",
    "%p%%.txt, 5%.txt, true"
  })
  void namesOfOtherProcesses_areKnown(String pattern, String name, boolean matches) {
    assertThat(FileNames.ofAnyPid(pattern, "web-1").matcher(name).matches()).isEqualTo(matches);
  }
}
