package dev.sockwatch.tests.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.tests.support.AnyJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.ReportedFindings;
import dev.sockwatch.tests.support.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Settings come from three sources in order; what is wrong with one is told and does no harm. */
class SettingsTest {
  private static final String PROBE = "com.example.probes.Sleeps";

  /** Without a socket nothing is watched, and nothing said. */
  private static final String LISTENING = "com.example.probes.HoldsListener";

  private static final String LIVES_MILLIS = "800";

  @AnyJdk
  void wrongSettings_areNamedWithTheNearestAndTheValueUsed(Jdk jdk) {
    FinishedJvm jvm =
        ForkedJvm.on(jdk)
            .jvmArgs("-Dsockwatch.close.wait.after=soon")
            .env("SOCKWATCH_REPORT_FIEL", "/nowhere")
            .agentArg("tiem.scale", "0.5")
            .agentArg("kernel", "magic")
            .run(PROBE, LIVES_MILLIS);
    assertThat(jvm.out()).contains("ran");
    assertThat(jvm.err())
        .contains(
            "sockwatch: there is no setting SOCKWATCH_REPORT_FIEL; the nearest is"
                + " sockwatch.report.file, which stays at none",
            "sockwatch: sockwatch.close.wait.after=soon is not a number with ms, s, m or h, at"
                + " least 10ms, e.g. 5s; using 30s",
            "sockwatch: there is no setting tiem.scale; the nearest is sockwatch.time.scale, which"
                + " stays at 1.0",
            "sockwatch: kernel=magic is not auto, foreign, jna, jdk, procfs or off; using auto");
  }

  @AnyJdk
  void agentArguments_goBeforePropertiesBeforeEnvironment(Jdk jdk, @TempDir Path folder) {
    FinishedJvm jvm =
        ForkedJvm.on(jdk)
            .env("SOCKWATCH_REPORT_FILE", folder.resolve("environment.json").toString())
            .env("SOCKWATCH_TIME_SCALE", "0.5")
            .jvmArgs("-Dsockwatch.time.scale=0.25", "-Dsockwatch.sample.interval=2s")
            .agentArg("sample.interval", "1s")
            .run(PROBE, LIVES_MILLIS);
    assertThat(jvm.exitCode()).isZero();
    assertThat(folder.resolve("environment.json"))
        .content()
        .contains("\"timeScale\": 0.25")
        .contains("\"samplingIntervalMillis\": 250");
  }

  @AnyJdk
  void enabledFalse_leavesTheJvmUntouched(Jdk jdk) {
    for (FinishedJvm jvm :
        List.of(
            ForkedJvm.on(jdk).agentArg("enabled", "false").run(PROBE, LIVES_MILLIS),
            ForkedJvm.on(jdk).env("SOCKWATCH_ENABLED", "false").run(PROBE, LIVES_MILLIS),
            ForkedJvm.on(jdk).jvmArgs("-Dsockwatch.enabled=false").run(PROBE, LIVES_MILLIS))) {
      assertThat(jvm.err()).isEmpty();
      assertThat(jvm.out())
          .contains("hooks false", "ran")
          .noneMatch(l -> l.startsWith("thread sockwatch"));
    }
    assertThat(ForkedJvm.on(jdk).run(PROBE, LIVES_MILLIS).out())
        .contains("hooks true", "thread sockwatch-sampler");
  }

  @AnyJdk
  void log_goesToAFileInstead(Jdk jdk, @TempDir Path folder) throws Exception {
    Path log = folder.resolve("sockwatch.log");
    FinishedJvm jvm =
        ForkedJvm.on(jdk).agentArg("log", log.toString()).run(LISTENING, LIVES_MILLIS);
    assertThat(jvm.err()).isEmpty();
    assertThat(Files.readString(log))
        .containsPattern("(?m)^[-0-9]{10}T[:0-9]{8}\\.\\d{3}Z sockwatch: .* watches pid ")
        .contains("Z sockwatch: no findings in ");
  }

  @AnyJdk
  void unwritableFiles_areTold(Jdk jdk, @TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    String log = file.resolve("sockwatch.log").toString();
    String report = file.resolve("report.json").toString();
    FinishedJvm jvm =
        ForkedJvm.on(jdk)
            .agentArg("log", log)
            .agentArg("report.file", report)
            .run(PROBE, LIVES_MILLIS);
    assertThat(jvm.out()).contains("ran");
    assertThat(jvm.err())
        .anyMatch(l -> l.startsWith("sockwatch: sockwatch.log=" + log + " cannot be written ("))
        .anyMatch(l -> l.contains("sockwatch.report.file=" + report + ": "));
  }

  @AnyJdk
  void jvmsThatShareTheirSettings_writeFilesOfTheirOwn(Jdk jdk, @TempDir Path folder)
      throws IOException {
    String host = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    for (int i = 0; i < 2; i++) {
      FinishedJvm jvm =
          ForkedJvm.on(jdk)
              .agentArg("log", folder + "/logs/%h-%p.log")
              .agentArg("log.format", "json")
              .agentArg("report.file", folder + "/reports/%p.json")
              .run(PROBE, LIVES_MILLIS);
      assertThat(jvm.err()).isEmpty();
    }
    assertThat(names(folder.resolve("logs")))
        .hasSize(2)
        .allMatch(name -> name.matches(Pattern.quote(host) + "-\\d+\\.log"));
    assertThat(names(folder.resolve("reports")))
        .hasSize(2)
        .allMatch(name -> name.matches("\\d+\\.json"));
    for (String name : names(folder.resolve("logs"))) {
      List<String> lines = Files.readAllLines(folder.resolve("logs").resolve(name));
      assertThat(lines).hasSizeGreaterThan(1);
      for (String line : lines) {
        assertThat(StrictJson.parse(line).keySet())
            .containsExactly("timestamp", "level", "logger", "message");
      }
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @AnyJdk
  void ignoredFindings_areCounted(Jdk jdk) {
    FinishedJvm jvm =
        ForkedJvm.on(jdk)
            .agentArg("time.scale", "0.02")
            .agentArg("ignore", "close-wait@com.example.probes:never-connected@org.other")
            .withReport()
            .run("com.example.probes.EndsItself", "return", "1500");
    assertThat(ReportedFindings.of(jvm)).isEmpty();
    assertThat(jvm.health().get("ignoredFindings").getAsInt()).isEqualTo(1);
  }

  @AnyJdk
  void everyKernelSource_findsTheLeak(Jdk jdk) {
    for (String source : List.of("auto", "foreign", "jdk", "procfs")) {
      FinishedJvm jvm =
          ForkedJvm.on(jdk)
              .agentArg("time.scale", "0.02")
              .agentArg("kernel", source)
              .withReport()
              .run("com.example.probes.EndsItself", "return", "1500");
      assertThat(ReportedFindings.of(jvm)).as(jvm.transcript()).hasSize(1);
      String used = jvm.report().getAsJsonObject("sockwatch").get("kernelSource").getAsString();
      String best = jdk.feature() >= 21 ? "foreign" : "jna";
      assertThat(used).isEqualTo(source.equals("auto") || source.equals("foreign") ? best : source);
    }
  }

  @AnyJdk
  void kernelOff_saysWhatThatCosts(Jdk jdk) {
    FinishedJvm jvm = ForkedJvm.on(jdk).agentArg("kernel", "off").run(LISTENING, LIVES_MILLIS);
    assertThat(jvm.err())
        .contains(
            "sockwatch: sockwatch.kernel=off: all findings but socket-abandoned, close-pending,"
                + " descriptors-low, reset-by-peer and failing connects are off");
  }
}
