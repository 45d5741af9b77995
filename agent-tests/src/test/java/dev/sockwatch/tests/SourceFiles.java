package dev.sockwatch.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The Java sources of this repository. */
final class SourceFiles {
  private SourceFiles() {}

  /** The root of the working copy: the nearest folder above with all the modules. */
  static Path repository() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("agent/hooks"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("not inside the repository: " + Path.of("").toAbsolutePath());
    }
    return folder;
  }

  /** All Java files below {@code folder}, build output excluded. */
  static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !folder.relativize(file).toString().contains("target/"))
          .sorted()
          .toList();
    }
  }

  /** Those with more than {@code most} lines. */
  static List<Path> longerThan(int most, Path folder) throws IOException {
    return below(folder).stream().filter(file -> lines(file) > most).toList();
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
