package dev.sockwatch.report.log;

import dev.sockwatch.report.OutputPlace;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.slf4j.event.Level;

/**
 * Where log lines go, and how they are written: the settings {@code sockwatch.log} and {@code
 * sockwatch.log.format}. One per JVM, like stderr itself.
 *
 * <p>Stderr is the descriptor, not {@code System.err}: what the application has put there may be a
 * logger with sockets of its own.
 */
public final class LogTarget {
  private static volatile LogTarget current =
      new LogTarget(
          new PrintStream(new FileOutputStream(FileDescriptor.err), true, Charset.defaultCharset()),
          false,
          LogFormat.TEXT);

  private final PrintStream stream;
  private final boolean isFile;
  private final LogFormat format;

  private LogTarget(PrintStream stream, boolean isFile, LogFormat format) {
    this.stream = stream;
    this.isFile = isFile;
    this.format = format;
  }

  /** Writes in this format from now on. */
  public static void use(LogFormat format) {
    current = new LogTarget(current.stream, current.isFile, format);
  }

  /**
   * Appends to a file from now on, opened once: it must work when no descriptor is left. Makes it,
   * for its owner alone, and the folders that are missing.
   *
   * @throws IOException also for a FIFO, where writing would wait for a reader
   */
  public static void openFile(Path named) throws IOException {
    OutputStream opened = OutputPlace.of(named).append();
    PrintStream file = new PrintStream(opened, true, StandardCharsets.UTF_8);
    current = new LogTarget(file, true, current.format);
  }

  /** One message of no urgency. */
  public static void info(String message) {
    log(new LogLine(Instant.now(), Level.INFO, "sockwatch", message, Map.of()));
  }

  static void log(LogLine line) {
    LogTarget target = current;
    target.stream.println(
        target.format == LogFormat.JSON
            ? line.json()
            : target.isFile ? line.stampedText() : line.text());
  }
}
