package dev.sockwatch.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the summary goes: stderr, and a file beside the reports of Surefire or Gradle. */
final class SummaryFile {
  private static final Path MAVEN = Path.of("target");
  private static final Path GRADLE = Path.of("build");

  private SummaryFile() {}

  /** The asked folder, else the usual one of the build tool; null where there is none. */
  static @Nullable Path path(@Nullable String folder) {
    String name = "sockwatch-" + ProcessHandle.current().pid() + ".json";
    if (folder != null) {
      return Path.of(folder, name);
    }
    if (Files.isDirectory(MAVEN)) {
      return MAVEN.resolve("surefire-reports").resolve(name);
    }
    return Files.isDirectory(GRADLE) ? GRADLE.resolve("test-results").resolve(name) : null;
  }

  static void write(SuiteSummary summary, @Nullable Path file) {
    System.err.print(summary.text());
    if (file == null) {
      return;
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, summary.json());
    } catch (IOException e) {
      System.err.println(
          "sockwatch: the summary was not written: " + e + "; set sockwatch.junit.report=<folder>");
    }
  }
}
