package dev.sockwatch.tests.support;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a Java process left: its exit code, its output, and the agent's last report. */
public final class FinishedJvm {
  private final int exitCode;
  private final List<String> out;
  private final List<String> err;
  private final boolean reportRequested;
  private final @Nullable String reportText;
  private final String transcript;

  FinishedJvm(
      int exitCode,
      List<String> out,
      List<String> err,
      @Nullable Path reportFile,
      String transcript) {
    this.exitCode = exitCode;
    this.out = out;
    this.err = err;
    this.reportRequested = reportFile != null;
    this.reportText = reportFile == null ? null : read(reportFile);
    this.transcript = "exit " + exitCode + ": " + transcript;
  }

  /** The exit code; 143 after SIGTERM. */
  public int exitCode() {
    return exitCode;
  }

  /** The lines of stdout. */
  public List<String> out() {
    return out;
  }

  /** The lines of stderr. */
  public List<String> err() {
    return err;
  }

  /** The value of the last stdout line {@code key=value}. */
  public String value(String key) {
    return lastLine(key + "=");
  }

  /** The rest of the last stdout line that starts with {@code prefix}. */
  public String lastLine(String prefix) {
    return out.stream()
        .filter(line -> line.startsWith(prefix))
        .reduce((first, second) -> second)
        .map(line -> line.substring(prefix.length()))
        .orElseThrow(() -> new AssertionError("no line '" + prefix + "...': " + transcript));
  }

  /** The agent's last report. */
  public JsonObject report() {
    if (!reportRequested) {
      throw new IllegalStateException("no report was asked for: withReport()");
    }
    if (reportText == null) {
      throw new AssertionError("the agent wrote no report: " + transcript);
    }
    return StrictJson.parse(reportText);
  }

  /** The part of the report about the agent itself. */
  public JsonObject health() {
    JsonObject health = report().getAsJsonObject("health");
    if (health == null) {
      throw new AssertionError("the report has no health:\n" + reportText);
    }
    return health;
  }

  /** Command line, exit code and all output, for failure messages. */
  public String transcript() {
    return transcript;
  }

  void verify(Predicate<String> expectedStderr, int expectedExit) {
    List<String> unexpected = err.stream().filter(expectedStderr.negate()).toList();
    if (!unexpected.isEmpty()) {
      throw new AssertionError("unexpected on stderr: " + unexpected + "\n" + transcript);
    }
    if (exitCode != expectedExit) {
      throw new AssertionError("expected exit code " + expectedExit + ", got " + transcript);
    }
    if (reportText != null && !"0".equals(health().get("hookErrors").toString())) {
      throw new AssertionError("hooks failed: " + health() + "\n" + transcript);
    }
  }

  private static @Nullable String read(Path reportFile) {
    try {
      return Files.exists(reportFile) ? Files.readString(reportFile) : null;
    } catch (IOException e) {
      throw new AssertionError("cannot read the report", e);
    }
  }
}
