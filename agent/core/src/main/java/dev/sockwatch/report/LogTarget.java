package dev.sockwatch.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Where log lines go: the setting {@code sockwatch.log}. One per JVM, like stderr itself. */
public final class LogTarget {
  private static volatile @Nullable PrintStream file;

  private LogTarget() {}

  /** Appends to {@code path} from now on, opened once: it must work when no descriptor is left. */
  public static void openFile(Path path) throws IOException {
    file =
        new PrintStream(
            Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            true,
            StandardCharsets.UTF_8);
  }

  /** One message; every line of it begins with the prefix or with white space. */
  static void write(String message) {
    PrintStream to = file;
    (to == null ? System.err : to).println("sockwatch: " + message);
  }
}
