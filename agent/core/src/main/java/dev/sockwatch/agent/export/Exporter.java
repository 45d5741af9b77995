package dev.sockwatch.agent.export;

import dev.sockwatch.api.FindingView;
import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.net.SocketFailure;
import dev.sockwatch.report.FindingChange;
import dev.sockwatch.report.telemetry.CloseInitiator;
import dev.sockwatch.report.telemetry.ConnectionFacts;
import dev.sockwatch.report.telemetry.Telemetry;
import dev.sockwatch.report.telemetry.TelemetryOptions;
import dev.sockwatch.report.telemetry.TelemetryOptions.Spans;
import dev.sockwatch.sample.SocketSampler;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.snapshot.SocketSample;
import dev.sockwatch.table.ExportQueue;
import dev.sockwatch.table.ExportTimeline;
import dev.sockwatch.table.Incident;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import dev.sockwatch.trace.TraceContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands over to OpenTelemetry what has happened: connections a few times a second, findings and
 * figures after each round. On the sampler's thread.
 */
public final class Exporter {
  private static final long PAUSE_NANOS = 250_000_000L;

  /** How long one call takes connections; under a load that is too much for that, some are lost. */
  private static final long TURN_NANOS = 100_000_000L;

  private static final int MAX_SITES = 1_000;

  private final SdkChoice sdk;
  private final TelemetryOptions options;
  private final Runnable followTraces;
  private final SocketTable table;
  private final ExportQueue exportQueue;
  private final ConnectionFactsReader connections;
  private final Logger logger = LoggerFactory.getLogger("sockwatch");
  private boolean failed;
  private @Nullable Telemetry telemetry;
  private Map<String, Long> losses = Map.of();

  /** What findings did while an SDK was awaited: as many as the ledger knows. */
  private final List<DatedChange> pending = new ArrayList<>();

  private record DatedChange(FindingChange change, long atMillis) {}

  /** The last span in which each line opened a connection: of those that are gone, too. */
  private final Map<String, TraceContext> openers =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TraceContext> eldest) {
          return size() > MAX_SITES;
        }
      };

  public Exporter(
      SdkChoice sdk,
      TelemetryOptions options,
      SocketTable table,
      Runnable followTraces,
      KernelSource kernel,
      SocketSampler sampler) {
    this.sdk = sdk;
    this.options = options;
    this.table = table;
    this.followTraces = followTraces;
    this.exportQueue = table.exportQueue();
    this.connections = new ConnectionFactsReader(table, kernel, sampler);
    exportQueue.askAlways(options.spans() == Spans.ALL || options.spans() == Spans.CONNECTS);
  }

  /** How long there is nothing to do at most. */
  public long pauseNanos() {
    return isOn() ? PAUSE_NANOS : Long.MAX_VALUE;
  }

  private boolean isOn() {
    return telemetry != null || sdk.isPending();
  }

  /** Exports what has happened since the last call; the first one starts the SDK. */
  public void turn() {
    guarded(
        false,
        to -> {
          to.enforceDeadlines(System.nanoTime());
          exportConnections(to, TURN_NANOS);
          losses = to.losses();
        });
  }

  /** Exports what a round has found. */
  public void round(
      Snapshot snapshot, List<FindingChange> changes, List<FindingView> findings, long roundNanos) {
    long now = System.currentTimeMillis();
    if (isOn()) {
      changes.stream()
          .filter(change -> change.what() != FindingChange.What.STILL) // which is for readers
          .forEach(change -> pending.add(new DatedChange(change, now)));
    }
    guarded(
        false,
        to -> {
          exportConnections(to, TURN_NANOS);
          round(to, snapshot, findings, roundNanos);
        });
    if (!isOn()) {
      pending.clear();
    }
  }

  private void round(Telemetry to, Snapshot snapshot, List<FindingView> findings, long roundNanos) {
    List<DatedChange> all = List.copyOf(pending);
    pending.clear(); // exported or not: what fails is not tried for ever
    for (DatedChange one : all) {
      FindingView finding = one.change().finding();
      List<SocketSample> sockets = at(finding, snapshot);
      to.finding(one.change(), opener(finding, sockets), ids(sockets), one.atMillis());
    }
    to.round(RoundFiguresReader.of(snapshot, table, roundNanos), findings);
  }

  /** What goes wrong here ends neither the watching nor the other reports. */
  private void guarded(boolean isLast, Consumer<Telemetry> work) {
    try {
      Telemetry to = telemetry(isLast);
      if (to != null) {
        work.accept(to);
      }
    } catch (Throwable e) {
      if (!failed) {
        failed = true;
        logger.warn("an export to OpenTelemetry failed, watching goes on: {}", e.toString());
      }
    }
  }

  /** The last report is about to be written: it is to know what was lost, but not to wait. */
  public void beforeEnd() {
    if (telemetry != null) {
      turn();
    }
  }

  /**
   * The JVM ends: exports what is left, as far as that is possible.
   *
   * @param leftNanos how long the JVM waits for it
   */
  public void end(
      Snapshot snapshot,
      List<FindingChange> changes,
      List<FindingView> findings,
      long roundNanos,
      long leftNanos) {
    if (!isOn()) {
      return;
    }
    long now = System.currentTimeMillis();
    changes.forEach(change -> pending.add(new DatedChange(change, now)));
    boolean done =
        ExportThreads.runAtMost(
            leftNanos,
            () ->
                guarded(
                    true,
                    to -> {
                      exportConnections(to, Long.MAX_VALUE);
                      round(to, snapshot, findings, roundNanos);
                      exportLeftOpen(to);
                      to.close();
                    }));
    if (!done) {
      logger.warn(
          "the last export to OpenTelemetry did not end within 2 s, which is all that the end of the"
              + " JVM waits; what was left of it is lost");
    }
  }

  /** What was not exported so far, by kind. */
  public Map<String, Long> losses() {
    return losses;
  }

  private @Nullable Telemetry telemetry(boolean isLast) {
    if (telemetry == null && sdk.isPending()) {
      if (sdk.isNewlyOffered()) {
        followTraces.run(); // by an agent that nobody knew of
      }
      try {
        telemetry = sdk.start(options, isLast);
      } finally {
        if (telemetry == null && !sdk.isPending()) {
          exportQueue.end(); // nobody will ever take what it keeps
        }
      }
    }
    return telemetry;
  }

  /** As many as there is room for in the queue and time for; the rest waits for the next call. */
  private void exportConnections(Telemetry to, long boundNanos) {
    WallClock clock = new WallClock();
    long began = System.nanoTime();
    for (int i = 0; i < ExportQueue.CAPACITY && System.nanoTime() - began < boundNanos; i++) {
      ExportQueue.Entry entry = exportQueue.poll();
      if (entry == null) {
        break;
      }
      export(to, entry, clock);
    }
    long lost = exportQueue.takeLost();
    if (lost > 0) {
      to.lostConnections(lost);
    }
  }

  private void export(Telemetry to, ExportQueue.Entry entry, WallClock clock) {
    TrackedSocket socket = entry.socket();
    ExportTimeline timeline = socket.timeline();
    ConnectionFacts facts = connections.facts(socket, entry.said(), clock);
    if (facts == null || timeline == null) {
      return;
    }
    if (facts.opener() != null && facts.callSite() != null) {
      openers.put(facts.callSite(), facts.opener());
    }
    long at = clock.epochNanos(entry.atNanos());
    long asked = socket.connectStartedAtNanos();
    long began = asked == 0 ? facts.openedAtNanos() : clock.epochNanos(asked);
    switch (entry.what()) {
      case CONNECTED -> to.connected(facts, began, at, at - began > Incident.SLOW_CONNECT_NANOS);
      case CONNECT_FAILED -> {
        SocketFailure failure = socket.connectFailure();
        to.connectFailed(
            facts, began, at, failure == null ? SocketFailure.CLOSED_CONNECTING : failure);
      }
      case ACCEPTED -> to.accepted(facts);
      case CLOSED -> {
        CloseInitiator ending = ConnectionFactsReader.ending(socket, timeline, entry.said());
        to.closed(
            facts, ConnectionFactsReader.life(socket, timeline, entry.atNanos(), ending, clock));
      }
    }
  }

  /** Connections with a finding, which have no end to be exported at. */
  private void exportLeftOpen(Telemetry to) {
    Set<Long> blamed = to.blamed();
    WallClock clock = new WallClock();
    table.forEach(
        socket -> {
          ExportTimeline timeline = blamed.contains(socket.id()) ? socket.timeline() : null;
          ConnectionFacts facts = timeline == null ? null : connections.facts(socket, null, clock);
          if (facts != null && timeline != null) {
            to.leftOpen(
                facts,
                ConnectionFactsReader.life(
                    socket, timeline, System.nanoTime(), CloseInitiator.OPEN, clock));
          }
        });
  }

  /** The open sockets of the finding's line, or of its destination where no line is known. */
  private static List<SocketSample> at(FindingView finding, Snapshot snapshot) {
    String site = finding.callSite() == null ? finding.destination() : finding.callSite();
    return snapshot.sockets().stream().filter(s -> s.site().equals(site)).toList();
  }

  private @Nullable TraceContext opener(FindingView finding, List<SocketSample> sockets) {
    for (SocketSample socket : sockets) {
      TrackedSocket record = table.at(socket.fd(), socket.id());
      ExportTimeline timeline = record == null ? null : record.timeline();
      if (timeline != null && timeline.opener() != null) {
        return timeline.opener();
      }
    }
    return finding.callSite() == null ? null : openers.get(finding.callSite());
  }

  private static List<Long> ids(List<SocketSample> sockets) {
    return sockets.stream().map(SocketSample::id).toList();
  }
}
