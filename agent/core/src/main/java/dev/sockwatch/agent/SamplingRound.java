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
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sample, detect, hand on: one round, on the sampler's thread. */
final class SamplingRound {
  private static final Logger LOGGER = LoggerFactory.getLogger("sockwatch");

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
    List<FindingChange> changes = List.of();
    long began = System.nanoTime();
    OptionalLong cpuBefore = ThreadCpu.nanos();
    try {
      sampled = sample();
      logProblems();
      changes = detection.detect(sampled);
      Snapshot reported = sampled;
      // A snapshot from before it happened knows too little: the round after it comes at once.
      if (sampled.host().exhausted() && lifecycle.takeDump()) {
        findingLog.descriptorsExhausted(report(sampled, Detail.FULL));
      }
      files.round(health, !changes.isEmpty(), () -> report(reported, Detail.FULL));
    } catch (RuntimeException | LinkageError e) {
      if (health.roundFailed(e)) {
        LOGGER.warn("a sampling round failed, the next one is tried: {}", e.toString());
      }
    }
    OptionalLong cpuAfter = ThreadCpu.nanos();
    health.roundTook(
        cpuBefore.isPresent() && cpuAfter.isPresent()
            ? cpuAfter.getAsLong() - cpuBefore.getAsLong()
            : System.nanoTime() - began);
    exporter.round(sampled, changes, detection.findings(), health.lastRoundNanos());
    return sampled;
  }

  /** The last round and report, while the JVM waits. */
  void end() {
    Snapshot snapshot = sample();
    List<FindingChange> changes = detection.detectAtEnd(snapshot);
    exporter.beforeEnd();
    health.notExported(exporter.losses());
    ReportView last = reports.of(snapshot, detection.findings(), true, Detail.FULL);
    logProblems();
    findingLog.atExit(last);
    files.end(last);
    exporter.end(snapshot, changes, detection.findings(), health.lastRoundNanos());
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
