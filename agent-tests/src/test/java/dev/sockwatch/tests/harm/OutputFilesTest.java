package dev.sockwatch.tests.harm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sockwatch.tests.support.AnyJdk;
import dev.sockwatch.tests.support.Await;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.RunningJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** What the agent writes is its owner's alone, replaces nothing but files, and leaves nothing. */
class OutputFilesTest {
  private static final String PROBE = "com.example.probes.Waits";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @AnyJdk
  void devicesAndFifos_areRefusedInWords(Jdk jdk, @TempDir Path folder) throws Exception {
    Path fifo = folder.resolve("fifo");
    assumeTrue(made("mkfifo", fifo.toString()), "no mkfifo");
    Path device = folder.resolve("null");
    boolean isDevice = made("mknod", device.toString(), "c", "1", "3");
    Path report = isDevice ? device : fifo;
    ForkedJvm forked =
        ForkedJvm.on(jdk)
            .agentArg("log", fifo.toString())
            .agentArg("report.file", report.toString());
    try (RunningJvm jvm = forked.start(PROBE)) {
      assertThat(jvm.awaitErr("sockwatch: sockwatch.log="))
          .endsWith(
              fifo + " cannot be written (java.io.IOException: there is a FIFO); using stderr");
      assertThat(jvm.awaitErr("sockwatch: sockwatch.report.file="))
          .endsWith(
              report
                  + ": there is "
                  + (isDevice ? "a device" : "a FIFO")
                  + ", not a file; no report");
      jvm.tell("end");
      assertThat(jvm.finish().out()).contains("ready");
    }
    assertThat(names(folder)).isSubsetOf("fifo", "null");
    assertThat(Files.isRegularFile(report)).isFalse();
  }

  @AnyJdk
  void newFiles_areTheirOwnersAloneAndNothingIsLeft(Jdk jdk, @TempDir Path folder)
      throws IOException {
    long dead = 4_194_305; // beyond the kernel's largest number
    Path leftover = folder.resolve("report-" + dead + ".json." + dead + ".tmp");
    Path unused = Files.createFile(leftover);
    Path log = folder.resolve("sockwatch.log");
    ForkedJvm forked =
        ForkedJvm.on(jdk)
            .agentArg("log", log.toString())
            .agentArg("report.file", folder + "/report-%p.json")
            .env("OTEL_EXPORTER_OTLP_ENDPOINT", "http://otel:s3cr3t@127.0.0.1:9")
            .env("OTEL_METRIC_EXPORT_INTERVAL", "200");
    try (RunningJvm jvm = forked.start(PROBE)) {
      Path report = folder.resolve("report-" + jvm.pid() + ".json");
      Await.until("the report", PATIENCE, () -> Files.exists(report));
      Await.until("an export", PATIENCE, () -> Files.readString(log).contains("fails"));
      jvm.tell("end");
      assertThat(jvm.finish().err()).isEmpty();
    }

    assertThat(names(folder)).hasSize(2).noneMatch(name -> name.endsWith(".tmp"));
    for (String name : names(folder)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
          .as(name)
          .isEqualTo("rw-------");
    }
    assertThat(log)
        .content()
        .contains("OpenTelemetry export to http://otel:***@127.0.0.1:9 fails")
        .doesNotContain("s3cr3t");
  }

  private static boolean made(String... command) throws Exception {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
