package dev.sockwatch.agent.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A mistake in the settings is told in its own spelling, with what is used instead. */
class SettingProblemsTest {
  @Test
  void unknownArgument_namesTheNearest() {
    assertThat(problems("report.fiel=/tmp/x"))
        .containsExactly(
            "there is no setting report.fiel; the nearest is sockwatch.report.file, which stays at"
                + " none");
    assertThat(problems("sockwatch.sampel.interval=1s"))
        .containsExactly(
            "there is no setting sockwatch.sampel.interval; the nearest is"
                + " sockwatch.sample.interval, which stays at 5s");
  }

  @Test
  void unknownProperty_namesTheNearest() {
    assertThat(Settings.read("", Map.of("sockwatch.logg", "x"), Map.of()).problems())
        .containsExactly(
            "there is no setting sockwatch.logg; the nearest is sockwatch.log, which stays at"
                + " stderr");
  }

  @Test
  void unknownVariable_namesTheNearest() {
    assertThat(Settings.read("", Map.of(), Map.of("SOCKWATCH_REPORT_GG", "true")).problems())
        .containsExactly(
            "there is no setting SOCKWATCH_REPORT_GG; the nearest is sockwatch.report.gc, which"
                + " stays at false");
  }

  @Test
  void argumentWithoutAValue_isTold() {
    assertThat(problems("enabled")).containsExactly("enabled= is not true or false; using true");
    assertThat(problems("/tmp/report.json"))
        .containsExactly(
            "there is no setting /tmp/report.json; the nearest is sockwatch.report.file, which"
                + " stays at none");
  }

  @Test
  void badValue_namesWhatIsAllowedAndWhatIsUsed() {
    assertThat(problems("report.gc=yes"))
        .containsExactly("report.gc=yes is not true or false; using false");
    assertThat(problems("sockwatch.sample.interval=5"))
        .containsExactly(
            "sockwatch.sample.interval=5 is not a number with ms, s, m or h, at least 10ms, e.g."
                + " 5s; using 5s");
    assertThat(problems("time.scale=0"))
        .containsExactly("time.scale=0 is not a number from 0.001 to 1000, e.g. 0.1; using 1.0");
    assertThat(problems("kernel=ebpf"))
        .containsExactly("kernel=ebpf is not auto, foreign, jna, jdk, procfs or off; using auto");
    assertThat(problems("growing.sockets=0"))
        .containsExactly("growing.sockets=0 is not a whole number from 1 to 1000000; using 10");
    assertThat(problems("descriptors.percent=101"))
        .containsExactly("descriptors.percent=101 is not a whole number from 1 to 100; using 80");
    assertThat(problems("report.file="))
        .containsExactly(
            "report.file= is not a file name; in it %p is the pid, %h the host name and %% a"
                + " percent sign; using none");
  }

  @Test
  void badValue_isToldInTheSpellingOfItsSource() {
    assertThat(Settings.read("", Map.of("sockwatch.kernel", "ebpf"), Map.of()).problems())
        .containsExactly(
            "sockwatch.kernel=ebpf is not auto, foreign, jna, jdk, procfs or off; using auto");
    assertThat(Settings.read("", Map.of(), Map.of("SOCKWATCH_KERNEL", "ebpf")).problems())
        .containsExactly(
            "SOCKWATCH_KERNEL=ebpf is not auto, foreign, jna, jdk, procfs or off; using auto");
  }

  @Test
  void valueUsed_isThatOfTheNextSource() {
    assertThat(Settings.read("kernel=ebpf", Map.of("sockwatch.kernel", "jdk"), Map.of()).problems())
        .containsExactly("kernel=ebpf is not auto, foreign, jna, jdk, procfs or off; using jdk");
  }

  @Test
  void everyProblem_isTold() {
    assertThat(
            Settings.read(
                    "kernel=x,enabled=x",
                    Map.of("sockwatch.b", "1", "sockwatch.a", "1"),
                    Map.of("SOCKWATCH_LOG", ""))
                .problems())
        .hasSize(5);
  }

  private static List<String> problems(String arguments) {
    return Settings.read(arguments, Map.of(), Map.of()).problems();
  }
}
