package dev.sockwatch.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which JVM is asked, and how long an answer may take. */
final class TargetOptions {
  static final Duration PATIENCE = Duration.ofSeconds(15);
  static final Duration PATIENCE_WITH_GC = Duration.ofSeconds(60);

  @Parameters(index = "0", paramLabel = "<pid>", description = "Process id, as shown by list.")
  private long pid;

  @Option(
      names = "--timeout",
      paramLabel = "<time>",
      description = "How long to wait for an answer (default: 15s).")
  private @Nullable DurationOption timeout;

  long pid() {
    return pid;
  }

  Duration patience() {
    return patience(PATIENCE);
  }

  Duration patience(Duration usual) {
    return timeout == null ? usual : timeout.duration();
  }
}
