package dev.sockwatch.tests.findings;

import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.ReportedFindings;
import dev.sockwatch.tests.support.ReportedFindings.Found;
import java.time.Duration;
import java.util.List;

/** Sample applications with windows of 1.2 s instead of 30 s. */
final class SampleRuns {
  private SampleRuns() {}

  static ForkedJvm on(Jdk jdk) {
    return ForkedJvm.on(jdk)
        .sampleApps()
        .jvmArgs("-Dsample.window=1200")
        .agentArg("time.scale", "0.04")
        .withReport()
        .deadline(Duration.ofMinutes(2));
  }

  /** {@code id severity method}, of the open findings. */
  static List<String> open(FinishedJvm jvm) {
    return ReportedFindings.of(jvm).stream()
        .filter(f -> f.state().equals("open"))
        .map(f -> f.id() + " " + f.severity() + " " + f.method())
        .toList();
  }

  /** Findings at warning or above, also those that were resolved. */
  static List<Found> alarming(FinishedJvm jvm) {
    return ReportedFindings.of(jvm).stream().filter(Found::isAlarming).toList();
  }
}
