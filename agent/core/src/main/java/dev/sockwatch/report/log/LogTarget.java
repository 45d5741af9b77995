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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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

  private static final AtomicLong LOST = new AtomicLong();

  /** Until there is a thread for it, who logs writes. */
  private static volatile Executor writer = Runnable::run;

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

  /** From now on whoever logs does not wait: {@code writer} writes one line after the other. */
  public static void writeBy(Executor writer) {
    LogTarget.writer = writer;
  }

  /** Waits until what was logged so far is written; false where that takes longer. */
  public static boolean flush(long nanos) {
    CountDownLatch written = new CountDownLatch(1);
    try {
      writer.execute(written::countDown);
      return written.await(nanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      return false; // nothing is taken any more
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** One message of no urgency. */
  public static void info(String message) {
    log(Level.INFO, "sockwatch", message, Map.of());
  }

  /** Logs, or does not: whoever has something to say goes on in any case. */
  static void log(Level level, String name, String message, Map<String, Map<String, ?>> fields) {
    try {
      LogTarget target = current;
      LogLine line = new LogLine(Instant.now(), level, name, message, fields);
      writer.execute(() -> target.write(line));
    } catch (Throwable t) {
      LOST.incrementAndGet(); // the queue is full, or there is no memory or no thread for it
    }
  }

  private void write(LogLine line) {
    long lost = LOST.getAndSet(0);
    if (lost > 0) {
      String message =
          lost
              + (lost == 1 ? " line was" : " lines were")
              + " not logged: those before were not taken in time";
      print(new LogLine(line.at(), Level.WARN, line.logger(), message, Map.of()));
    }
    print(line);
  }

  private void print(LogLine line) {
    boolean unused = Thread.interrupted(); // it would close a file for ever
    stream.println(
        format == LogFormat.JSON ? line.json() : isFile ? line.stampedText() : line.text());
  }
}
