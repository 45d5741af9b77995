package dev.sockwatch.tests.harm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sockwatch.tests.support.AnyJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** What the agent writes is its owner's alone, replaces nothing but files, and leaves nothing. */
class OutputFilesTest {
  private static final String PROBE = "com.example.probes.Sleeps";
  private static final String LIVES_MILLIS = "800";

  @AnyJdk
  void devicesAndFifos_areRefusedInWords(Jdk jdk, @TempDir Path folder) throws Exception {
    Path fifo = folder.resolve("fifo");
    assumeTrue(made("mkfifo", fifo.toString()), "no mkfifo");
    Path device = folder.resolve("null");
    boolean isDevice = made("mknod", device.toString(), "c", "1", "3");
    Path report = isDevice ? device : fifo;
    FinishedJvm jvm =
        ForkedJvm.on(jdk)
            .agentArg("log", fifo.toString())
            .agentArg("report.file", report.toString())
            .run(PROBE, LIVES_MILLIS);

    assertThat(jvm.out()).contains("ran");
    assertThat(jvm.err())
        .contains(
            "sockwatch: sockwatch.log="
                + fifo
                + " cannot be written (java.io.IOException: there is a FIFO); using stderr",
            "sockwatch: sockwatch.report.file="
                + report
                + ": there is "
                + (isDevice ? "a device" : "a FIFO")
                + ", not a file; no report");
    assertThat(names(folder)).isSubsetOf("fifo", "null");
    assertThat(Files.isRegularFile(report)).isFalse();
  }

  @AnyJdk
  void newFiles_areTheirOwnersAloneAndNothingIsLeft(Jdk jdk, @TempDir Path folder)
      throws IOException {
    long dead = 4_194_305; // beyond the kernel's largest number
    Path leftover = folder.resolve("report-" + dead + ".json." + dead + ".tmp");
    Path unused = Files.createFile(leftover);
    FinishedJvm jvm =
        ForkedJvm.on(jdk)
            .agentArg("log", folder + "/sockwatch.log")
            .agentArg("report.file", folder + "/report-%p.json")
            .env("OTEL_EXPORTER_OTLP_ENDPOINT", "http://otel:s3cr3t@127.0.0.1:9")
            .run(PROBE, LIVES_MILLIS);

    assertThat(jvm.err()).isEmpty();
    assertThat(names(folder)).hasSize(2).noneMatch(name -> name.endsWith(".tmp"));
    for (String name : names(folder)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
          .as(name)
          .isEqualTo("rw-------");
    }
    assertThat(folder.resolve("sockwatch.log"))
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
