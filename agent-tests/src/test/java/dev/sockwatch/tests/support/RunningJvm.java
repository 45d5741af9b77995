package dev.sockwatch.tests.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A Java process that runs; its output is collected line by line. */
public final class RunningJvm implements AutoCloseable {
  private static final Duration THREAD_DUMP_TIME = Duration.ofSeconds(3);

  private final Process process;
  private final List<String> command;
  private final Path folder;
  private final @Nullable Path reportFile;
  private final Duration deadline;
  private final Predicate<String> expectedStderr;
  private final @Nullable Integer expectedExit;
  private final long startNanos = System.nanoTime();
  private final List<String> out = new CopyOnWriteArrayList<>();
  private final List<String> err = new CopyOnWriteArrayList<>();
  private final Thread outReader;
  private final Thread errReader;
  private boolean terminated;

  RunningJvm(
      Process process,
      List<String> command,
      Path folder,
      @Nullable Path reportFile,
      Duration deadline,
      Predicate<String> expectedStderr,
      @Nullable Integer expectedExit) {
    this.process = process;
    this.command = List.copyOf(command);
    this.folder = folder;
    this.reportFile = reportFile;
    this.deadline = deadline;
    this.expectedStderr = expectedStderr;
    this.expectedExit = expectedExit;
    outReader = collect("stdout of " + process.pid(), process.getInputStream(), out);
    errReader = collect("stderr of " + process.pid(), process.getErrorStream(), err);
  }

  /** The process id. */
  public long pid() {
    return process.pid();
  }

  /** What the process has written to stdout so far. */
  public List<String> out() {
    return List.copyOf(out);
  }

  /** What the process has written to stderr so far. */
  public List<String> err() {
    return List.copyOf(err);
  }

  /** Writes a line to the standard input of the process. */
  public void tell(String word) {
    try {
      process.getOutputStream().write((word + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new AssertionError("cannot tell " + word + ": " + transcript(), e);
    }
  }

  /** Waits for a line on stdout that starts with {@code prefix} and returns it. */
  public String awaitOut(String prefix) {
    return awaitLine(prefix, out);
  }

  /** Waits for a line on stderr that starts with {@code prefix} and returns it. */
  public String awaitErr(String prefix) {
    return awaitLine(prefix, err);
  }

  /** Waits for a periodic report that was written while the process runs, and reads it. */
  public Path awaitReportFile() {
    Path file = requestedReportFile();
    Await.until("the report " + file, remaining(), () -> Files.exists(file));
    return file;
  }

  /**
   * Has the running process watched, by the command a user would type; the report that was asked
   * for is written from then on.
   */
  public Command attach(String... settings) {
    List<String> arguments =
        new ArrayList<>(List.of("attach", "--timeout=60s", Long.toString(pid())));
    arguments.addAll(List.of(settings));
    if (reportFile != null) {
      arguments.add("report.file=" + reportFile);
    }
    Command result = Command.run(arguments.toArray(String[]::new));
    if (result.exitCode() != 0) {
      throw new AssertionError(result + " for " + transcript());
    }
    return result;
  }

  /** Sends SIGTERM, as a container runtime does. */
  public void terminate() {
    terminated = true;
    process.toHandle().destroy(); // Process.destroy would close the streams under their readers
  }

  /** Sends SIGKILL: nobody in the process gets to say anything. */
  public void kill() {
    terminated = true;
    process.toHandle().destroyForcibly();
  }

  /** Waits for the end of the process and fails the test for any of {@link ForkedJvm}'s reasons. */
  public FinishedJvm finish() {
    try {
      if (!process.waitFor(Math.max(1, remaining().toMillis()), TimeUnit.MILLISECONDS)) {
        dumpThreads();
        process.toHandle().destroyForcibly();
        process.waitFor();
        throw new AssertionError(
            "still running after " + deadline.toSeconds() + " s: " + transcript());
      }
      outReader.join();
      errReader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + transcript(), e);
    }
    FinishedJvm finished =
        new FinishedJvm(process.exitValue(), out(), err(), reportFile, transcript());
    finished.verify(expectedStderr, expectedExit(process.exitValue()));
    return finished;
  }

  /** Kills the process if it still runs and deletes its files. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int expectedExit(int actual) {
    if (expectedExit != null) {
      return expectedExit;
    }
    boolean bySignal = actual == ForkedJvm.SIGTERM_EXIT || actual == 137;
    return terminated && bySignal ? actual : 0;
  }

  private String awaitLine(String prefix, List<String> lines) {
    return Await.value(
        "a line '" + prefix + "...' of " + transcript(),
        remaining(),
        () -> {
          for (String line : lines) {
            if (line.startsWith(prefix)) {
              return line;
            }
          }
          if (!process.isAlive() && !outReader.isAlive() && !errReader.isAlive()) {
            throw new AssertionError("ended without a line '" + prefix + "...': " + transcript());
          }
          return null;
        });
  }

  private Duration remaining() {
    return deadline.minusNanos(System.nanoTime() - startNanos);
  }

  private Path requestedReportFile() {
    if (reportFile == null) {
      throw new IllegalStateException("no report was asked for: withReport()");
    }
    return reportFile;
  }

  /** SIGQUIT: what the threads wait for appears on stdout, and so in the failure. */
  private void dumpThreads() throws InterruptedException {
    try {
      new ProcessBuilder("kill", "-QUIT", Long.toString(pid())).start().waitFor();
      boolean unused = process.waitFor(THREAD_DUMP_TIME.toMillis(), TimeUnit.MILLISECONDS);
    } catch (IOException e) {
      err.add("no thread dump: " + e);
    }
  }

  private String transcript() {
    return String.join(" ", command)
        + "\n--- stdout\n"
        + String.join("\n", out)
        + "\n--- stderr\n"
        + String.join("\n", err)
        + "\n---";
  }

  private static Thread collect(String name, InputStream stream, List<String> lines) {
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader text =
                  new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                text.lines().forEach(lines::add);
              } catch (IOException | UncheckedIOException e) {
                lines.add("(unreadable: " + e + ")");
              }
            },
            name);
    reader.setDaemon(true);
    reader.start();
    return reader;
  }
}
