package dev.sockwatch.agent;

import dev.sockwatch.agent.export.Exporter;
import dev.sockwatch.agent.export.SdkChoice;
import dev.sockwatch.agent.settings.IgnoreRule;
import dev.sockwatch.agent.settings.Setting;
import dev.sockwatch.agent.settings.Settings;
import dev.sockwatch.agent.view.Health;
import dev.sockwatch.agent.view.HostViews;
import dev.sockwatch.agent.view.ScopeLeftovers;
import dev.sockwatch.agent.view.SocketViews;
import dev.sockwatch.agent.view.SummaryViews;
import dev.sockwatch.api.AgentView;
import dev.sockwatch.api.ReportView;
import dev.sockwatch.control.Version;
import dev.sockwatch.detect.Detector;
import dev.sockwatch.detect.Finding;
import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.detect.QuietWindow;
import dev.sockwatch.detect.Thresholds;
import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.kernel.ThreadCpu;
import dev.sockwatch.report.Announcements;
import dev.sockwatch.report.FindingChange;
import dev.sockwatch.report.FindingLedger;
import dev.sockwatch.report.LibraryRemedies;
import dev.sockwatch.report.ReportFile;
import dev.sockwatch.report.log.FindingLog;
import dev.sockwatch.sample.ListedSockets;
import dev.sockwatch.sample.SocketSampler;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.stack.CallStacks;
import dev.sockwatch.stack.KnownLibraries;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.text.AddressMask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Snapshot, detect, report: the whole flow of data, on the sampler's thread. */
final class SamplingRound {
  private static final int ROUNDS_PER_REPORT = 3;

  private final Settings settings;
  private final Thresholds thresholds;
  private final List<IgnoreRule> ignoreRules;
  private final SocketTable table;
  private final Lifecycle lifecycle;
  private final KernelSource kernel;
  private final SocketSampler sampler;
  private final Health health;
  private final List<Detector> detectors = Detector.all();
  private final FindingLedger ledger = new FindingLedger();
  private final Announcements announcements;
  private final LibraryRemedies remedies = new LibraryRemedies();
  private final FindingLog findingLog;
  private final @Nullable ReportFile reportFile;
  private final Logger logger;
  private final SocketViews sockets;
  private final SummaryViews summaries;
  private final ScopeLeftovers leftSockets;
  private final long startedAtMillis;
  private final SdkChoice sdk;
  private final Exporter exporting;

  SamplingRound(
      Settings settings,
      SdkChoice sdk,
      SocketTable table,
      WeavingSwitch weaving,
      Lifecycle lifecycle) {
    this.sdk = sdk;
    this.startedAtMillis = lifecycle.startedAtMillis();
    this.settings = settings;
    this.thresholds = settings.thresholds();
    this.ignoreRules = IgnoreRule.parse(settings.words(Setting.IGNORE));
    this.table = table;
    this.lifecycle = lifecycle;
    String logProblem = LogAndReportFiles.openLog(settings);
    this.logger = LoggerFactory.getLogger("sockwatch");
    this.findingLog = new FindingLog();
    this.announcements =
        new Announcements(id -> QuietWindow.nanos(id, thresholds), settings.timeScale());
    this.kernel = KernelSource.open(settings.kernel());
    table.stampTransfers(!kernel.hasWholeTcpInfo());
    CallStacks stacks = new CallStacks(KnownLibraries.load(settings.words(Setting.LIBRARIES)));
    AddressMask mask = settings.mask();
    this.sampler =
        new SocketSampler(
            table,
            kernel,
            stacks,
            mask,
            thresholds.idleNanos(),
            thresholds.incidents().windowNanos(),
            thresholds.keepAlive().observedNanos());
    this.sockets = new SocketViews(table, kernel, mask);
    this.leftSockets = new ScopeLeftovers(table, kernel, stacks, mask);
    this.summaries = new SummaryViews(kernel, mask);
    this.health =
        new Health(
            table,
            kernel,
            weaving.weaver(),
            settings.scaledNanos(Setting.SAMPLE_INTERVAL),
            settings.timeScale());
    this.reportFile = LogAndReportFiles.openReport(settings, logger);
    this.exporting =
        new Exporter(sdk, settings.telemetry(mask), table, weaving::followTraces, kernel, sampler);
    if (logProblem != null) {
      logger.warn("{}", logProblem);
    }
  }

  /**
   * Says what is watched and what cannot be seen, and takes the first snapshot.
   *
   * @param isEarly before the application, which then has no socket open yet
   */
  void begin(boolean isEarly) {
    settings.problems().forEach(p -> logger.warn("{}", p));
    sdk.problems().forEach(p -> logger.warn("{}", p));
    logger.info(
        "{} watches pid {}, JDK {}, kernel source: {}",
        Version.SOCKWATCH,
        ProcessHandle.current().pid(),
        Runtime.version(),
        kernel.name());
    if (kernel.missing() != null) {
      logger.info("{}", kernel.missing());
    }
    if (!isEarly) {
      sampler.adoptAll();
    }
    Snapshot unused = round();
  }

  /** What must be read before hooks are switched off, to know the sockets again afterwards. */
  void beforePause() {
    sampler.beforePause();
  }

  /** Hooks are on again; sockets with ids from {@code newId} on are new. */
  void resume(long newId) {
    sampler.resume(newId);
  }

  /** What scopes leave open. */
  ScopeLeftovers leftSockets() {
    return leftSockets;
  }

  /** The report on a round. */
  ReportView report(Snapshot snapshot, SocketViews.Detail detail) {
    return report(snapshot, false, detail);
  }

  /**
   * One round; a failure is counted and told once, and the next round is tried.
   *
   * @return what was sampled, not kept here: it is as large as the table
   */
  Snapshot round() {
    Snapshot sampled = Snapshot.NONE;
    List<FindingChange> changes = List.of();
    long began = System.nanoTime();
    OptionalLong cpuBefore = ThreadCpu.nanos();
    try {
      Snapshot snapshot = sampler.sample(lifecycle.exhaustedWithin(thresholds.idleNanos()));
      sampled = snapshot;
      health.sampled(snapshot, sampler.roundsPerSocket());
      tellProblems();
      changes = detect(snapshot);
      // A snapshot from before it happened knows too little: the round after it comes at once.
      if (snapshot.host().exhausted() && lifecycle.takeDump()) {
        findingLog.descriptorsExhausted(report(snapshot, false));
      }
      if (reportFile != null && (!changes.isEmpty() || health.rounds() % ROUNDS_PER_REPORT == 1)) {
        write(reportFile, report(snapshot, false));
      }
    } catch (IOException e) {
      if (health.roundFailed(e)) {
        logger.warn("the report was not written, a later round tries again: {}", e.getMessage());
      }
    } catch (RuntimeException | LinkageError e) {
      if (health.roundFailed(e)) {
        logger.warn("a sampling round failed, the next one is tried: {}", e.toString());
      }
    }
    OptionalLong cpuAfter = ThreadCpu.nanos();
    health.roundTook(
        cpuBefore.isPresent() && cpuAfter.isPresent()
            ? cpuAfter.getAsLong() - cpuBefore.getAsLong()
            : System.nanoTime() - began);
    exporting.round(sampled, changes, ledger.views(), health.lastRoundNanos());
    return sampled;
  }

  /** The last round and report, while the JVM waits. */
  void end() {
    if (settings.flag(Setting.REPORT_GC)) {
      GarbageCollection.ask(table);
    }
    Snapshot snapshot = sampler.sample(lifecycle.exhaustedWithin(thresholds.idleNanos()));
    health.sampled(snapshot, sampler.roundsPerSocket());
    List<FindingChange> changes = new ArrayList<>(detect(snapshot));
    changes.addAll(announcements.end(ledger.openViews()));
    exporting.beforeEnd();
    health.notExported(exporting.losses());
    ReportView last = report(snapshot, true);
    tellProblems();
    findingLog.atExit(last);
    if (reportFile != null) {
      try {
        write(reportFile, last);
      } catch (IOException e) {
        logger.warn("the last report was not written: {}", e.getMessage());
      }
    }
    exporting.end(snapshot, changes, ledger.views(), health.lastRoundNanos());
  }

  private void tellProblems() {
    health.newProblems().forEach(p -> logger.warn("{}", p));
  }

  /** Exports what has happened since the last call. */
  void export() {
    exporting.turn();
    health.notExported(exporting.losses());
  }

  /** How long to pause before {@link #export} at most. */
  long exportPauseNanos() {
    return exporting.pauseNanos();
  }

  /** How long to pause before the next round. */
  long pauseNanos() {
    return health.pauseNanos();
  }

  private List<FindingChange> detect(Snapshot snapshot) {
    List<Finding> findings = new ArrayList<>();
    int ignored = 0;
    Set<FindingKey> open = ledger.openKeys();
    for (Detector detector : detectors) {
      for (Finding finding : detector.inspect(snapshot, thresholds, open)) {
        if (ignoreRules.stream().anyMatch(r -> r.covers(finding))) {
          ignored++;
        } else {
          findings.add(remedies.complete(finding));
        }
      }
    }
    health.ignored(ignored);
    long now = System.currentTimeMillis();
    List<FindingChange> changes =
        announcements.round(ledger.round(findings, now), ledger.openViews(), now);
    findingLog.changes(changes, now);
    return changes;
  }

  private ReportView report(Snapshot snapshot, boolean atExit) {
    return report(snapshot, atExit, SocketViews.Detail.FULL);
  }

  private ReportView report(Snapshot snapshot, boolean atExit, SocketViews.Detail detail) {
    AgentView agent =
        new AgentView(
            Version.SOCKWATCH,
            Runtime.version().toString(),
            ProcessHandle.current().pid(),
            kernel.name(),
            startedAtMillis,
            System.currentTimeMillis(),
            settings.timeScale(),
            atExit);
    ListedSockets listed = sampler.list();
    return new ReportView(
        agent,
        health.view(),
        HostViews.of(snapshot.host().context(), kernel.listName()),
        summaries.of(snapshot, listed.withoutDescriptor()),
        sockets.of(snapshot, listed, detail),
        summaries.views(listed.withoutDescriptor()),
        ledger.views());
  }

  private void write(ReportFile file, ReportView report) throws IOException {
    try {
      file.write(report);
    } catch (IOException e) {
      throw new IOException(
          "sockwatch.report.file=" + settings.value(Setting.REPORT_FILE) + ": " + e, e);
    }
  }
}
