package dev.sockwatch.report.log;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where log lines go: the setting {@code sockwatch.log}. One per JVM, like stderr itself.
 *
 * <p>Stderr is the descriptor, not {@code System.err}: what the application has put there may be a
 * logger with sockets of its own.
 */
public final class LogTarget {
  private static volatile PrintStream target =
      new PrintStream(new FileOutputStream(FileDescriptor.err), true, Charset.defaultCharset());

  private LogTarget() {}

  /** Appends to {@code path} from now on, opened once: it must work when no descriptor is left. */
  public static void openFile(Path path) throws IOException {
    target =
        new PrintStream(
            Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            true,
            StandardCharsets.UTF_8);
  }

  /** One message; every line of it begins with the prefix or with white space. */
  public static void tell(String message) {
    target.println("sockwatch: " + message);
  }
}
