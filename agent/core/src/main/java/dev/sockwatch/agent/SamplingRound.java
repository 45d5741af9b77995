package dev.sockwatch.agent;

import dev.sockwatch.agent.export.Exporter;
import dev.sockwatch.agent.view.Health;
import dev.sockwatch.agent.view.ReportViews;
import dev.sockwatch.agent.view.SocketViews.Detail;
import dev.sockwatch.api.ReportView;
import dev.sockwatch.kernel.ThreadCpu;
import dev.sockwatch.report.FindingChange;
import dev.sockwatch.report.log.FindingLog;
import dev.sockwatch.sample.SocketSampler;
import dev.sockwatch.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sample, detect, hand on: one round, on the sampler's thread. */
final class SamplingRound {
  private static final Logger LOGGER = LoggerFactory.getLogger("sockwatch");

  /** How much of the end is left for the lines that it logs. */
  private static final long LAST_LINES_NANOS = 100_000_000L;

  private final Steps steps = new Steps();
  private final SocketSampler sampler;
  private final Detection detection;
  private final ReportViews reports;
  private final LogAndReportFiles files;
  private final Exporter exporter;
  private final FindingLog findingLog;
  private final Health health;
  private final Lifecycle lifecycle;
  private final long exhaustionNanos;

  /**
   * Rounds.
   *
   * @param exhaustionNanos how long a snapshot says that a call found no descriptor
   */
  SamplingRound(
      SocketSampler sampler,
      Detection detection,
      ReportViews reports,
      LogAndReportFiles files,
      Exporter exporter,
      FindingLog findingLog,
      Health health,
      Lifecycle lifecycle,
      long exhaustionNanos) {
    this.sampler = sampler;
    this.detection = detection;
    this.reports = reports;
    this.files = files;
    this.exporter = exporter;
    this.findingLog = findingLog;
    this.health = health;
    this.lifecycle = lifecycle;
    this.exhaustionNanos = exhaustionNanos;
  }

  /** The report on a round. */
  ReportView report(Snapshot snapshot, Detail detail) {
    return reports.of(snapshot, detection.findings(), false, detail);
  }

  /**
   * One round; a failure is counted and logged once, and the next round is tried.
   *
   * @return what was sampled, not kept here: it is as large as the table
   */
  Snapshot round() {
    Snapshot sampled = Snapshot.NONE;
    boolean isSampled = false;
    List<FindingChange> changes = List.of();
    long began = System.nanoTime();
    OptionalLong cpuBefore = ThreadCpu.nanos();
    try {
      sampled = sample();
      isSampled = true;
      logProblems();
      changes = detection.detect(sampled);
      Snapshot reported = sampled;
      // A snapshot from before it happened knows too little: the round after it comes at once.
      if (sampled.host().exhausted() && lifecycle.takeDump()) {
        findingLog.descriptorsExhausted(report(sampled, Detail.FULL));
      }
      files.round(health, !changes.isEmpty(), () -> report(reported, Detail.FULL));
    } catch (Throwable t) {
      failed(t);
    }
    OptionalLong cpuAfter = ThreadCpu.nanos();
    health.roundTook(
        cpuBefore.isPresent() && cpuAfter.isPresent()
            ? cpuAfter.getAsLong() - cpuBefore.getAsLong()
            : System.nanoTime() - began);
    if (isSampled) {
      exporter.round(sampled, changes, detection.findings(), health.lastRoundNanos());
    }
    return sampled;
  }

  private void failed(Throwable failure) {
    if (health.roundFailed(failure)) {
      steps.failed("a sampling round", failure);
    }
  }

  /**
   * The last round and report, while the JVM waits: each step by itself, and none begins once
   * nobody waits any more.
   */
  void end() {
    List<Snapshot> sampled = new ArrayList<>(1);
    List<FindingChange> changes = new ArrayList<>();
    step("the last round", () -> sampled.add(lastSample()));
    Snapshot snapshot = sampled.isEmpty() ? Snapshot.NONE : sampled.get(0);
    if (!sampled.isEmpty()) {
      step("the last detection", () -> changes.addAll(detection.detectLast(snapshot)));
    }
    step("the count of what was not exported", this::countLosses);
    step("the log of problems", this::logProblems);
    step(
        "the last report",
        () -> {
          ReportView last = reports.of(snapshot, detection.findings(), true, Detail.FULL);
          step("the last log line", () -> findingLog.atExit(last));
          files.end(last);
        });
    step(
        "the last export",
        () ->
            exporter.end(
                snapshot,
                changes,
                detection.findings(),
                health.lastRoundNanos(),
                lifecycle.gate().leftNanos() - LAST_LINES_NANOS));
  }

  private void step(String name, Runnable work) {
    if (lifecycle.gate().leftNanos() > 0) {
      steps.run(name, work);
    }
  }

  /** Twice, for what passes: a moment without memory. */
  private Snapshot lastSample() {
    try {
      return sample();
    } catch (Throwable t) {
      failed(t);
      return sample();
    }
  }

  private void countLosses() {
    exporter.beforeEnd();
    health.notExported(exporter.losses());
  }

  private Snapshot sample() {
    Snapshot snapshot = sampler.sample(lifecycle.exhaustedWithin(exhaustionNanos));
    health.sampled(snapshot, sampler.roundsPerSocket());
    return snapshot;
  }

  private void logProblems() {
    health.newProblems().forEach(p -> LOGGER.warn("{}", p));
  }

  /** Exports what has happened since the last call. */
  void export() {
    exporter.turn();
    health.notExported(exporter.losses());
  }

  /** How long to pause before {@link #export} at most. */
  long exportPauseNanos() {
    return exporter.pauseNanos();
  }

  /** How long to pause before the next round. */
  long pauseNanos() {
    return health.pauseNanos();
  }
}
