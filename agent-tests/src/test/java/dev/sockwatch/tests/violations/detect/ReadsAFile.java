package dev.sockwatch.tests.violations.detect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A detector that looks for itself. */
final class ReadsAFile {
  String content(Path file) throws IOException {
    return Files.readString(file);
  }
}
