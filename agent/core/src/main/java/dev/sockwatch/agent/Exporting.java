package dev.sockwatch.agent;

import dev.sockwatch.api.FindingView;
import dev.sockwatch.kernel.KernelSampler;
import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.kernel.Snapshot;
import dev.sockwatch.kernel.SocketSample;
import dev.sockwatch.report.FindingChange;
import dev.sockwatch.report.otel.sdk.ExportChoice;
import dev.sockwatch.report.otel.sdk.RunningSdk;
import dev.sockwatch.report.telemetry.ConnectionFacts;
import dev.sockwatch.report.telemetry.Ending;
import dev.sockwatch.report.telemetry.Telemetry;
import dev.sockwatch.report.telemetry.TelemetryOptions;
import dev.sockwatch.report.telemetry.TelemetryOptions.Spans;
import dev.sockwatch.table.Incident;
import dev.sockwatch.table.Journal;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.Timeline;
import dev.sockwatch.table.TrackedSocket;
import dev.sockwatch.trace.TraceContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands over to OpenTelemetry what has happened: connections a few times a second, findings and
 * figures after each round. On the sampler's thread.
 */
final class Exporting {
  private static final long PAUSE_NANOS = 250_000_000L;
  private static final long END_MILLIS = 2_000;

  private static final int MAX_SITES = 1_000;

  private final ExportChoice choice;
  private final TelemetryOptions options;
  private final SocketTable table;
  private final Journal journal;
  private final ConnectionTold connections;
  private final Executor sender = ExportThreads.sender();
  private final Logger logger = LoggerFactory.getLogger("sockwatch");
  private boolean started;
  private boolean failed;
  private @Nullable Telemetry telemetry;
  private Map<String, Long> losses = Map.of();

  /** The last span in which each line opened a connection: of those that are gone, too. */
  private final Map<String, TraceContext> openers =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TraceContext> eldest) {
          return size() > MAX_SITES;
        }
      };

  Exporting(
      ExportChoice choice,
      TelemetryOptions options,
      SocketTable table,
      KernelSource kernel,
      KernelSampler sampler) {
    this.choice = choice;
    this.options = options;
    this.table = table;
    this.journal = table.journal();
    this.connections = new ConnectionTold(table, kernel, sampler);
    journal.askAlways(options.spans() == Spans.ALL || options.spans() == Spans.CONNECTS);
  }

  /** How long there is nothing to do at most. */
  long pauseNanos() {
    return PAUSE_NANOS;
  }

  /** Tells what has happened since the last call; the first one starts the SDK. */
  void turn() {
    guarded(
        to -> {
          to.enforceDeadlines(System.nanoTime());
          tellConnections(to);
          losses = to.losses();
        });
  }

  /** Tells what a round has found. */
  void round(
      Snapshot snapshot, List<FindingChange> changes, List<FindingView> findings, long roundNanos) {
    guarded(to -> round(to, snapshot, changes, findings, roundNanos));
  }

  private void round(
      Telemetry to,
      Snapshot snapshot,
      List<FindingChange> changes,
      List<FindingView> findings,
      long roundNanos) {
    tellConnections(to);
    long now = System.currentTimeMillis();
    for (FindingChange change : changes) {
      FindingView finding = change.finding();
      List<SocketSample> sockets = at(finding, snapshot);
      to.finding(change, opener(finding, sockets), ids(sockets), now);
    }
    to.round(RoundTold.of(snapshot, table, roundNanos), findings);
  }

  /** What goes wrong here ends neither the watching nor the other reports. */
  private void guarded(Consumer<Telemetry> work) {
    try {
      Telemetry to = telemetry();
      if (to != null) {
        work.accept(to);
      }
    } catch (RuntimeException | LinkageError e) {
      if (!failed) {
        failed = true;
        logger.warn("an export to OpenTelemetry failed, watching goes on: {}", e.toString());
      }
    }
  }

  /** The last report is about to be written: it is to know what was lost, but not to wait. */
  void beforeEnd() {
    if (telemetry != null) {
      turn();
    }
  }

  /** The JVM ends: exports what is left, as far as that is possible in two seconds. */
  void end(
      Snapshot snapshot, List<FindingChange> changes, List<FindingView> findings, long roundNanos) {
    boolean done =
        ExportThreads.runAtMost(
            END_MILLIS,
            () ->
                guarded(
                    to -> {
                      round(to, snapshot, changes, findings, roundNanos);
                      tellLeftOpen(to);
                      to.close();
                    }));
    if (!done) {
      logger.warn(
          "the last export to OpenTelemetry did not end within {} s; what was left of it is lost",
          END_MILLIS / 1000);
    }
  }

  /** What was not exported so far, by kind. */
  Map<String, Long> losses() {
    return losses;
  }

  private @Nullable Telemetry telemetry() {
    if (!started) {
      started = true;
      try {
        telemetry = RunningSdk.start(choice, options, sender);
      } finally {
        if (telemetry == null) {
          journal.end(); // nobody will ever take what it keeps
        }
      }
    }
    return telemetry;
  }

  private void tellConnections(Telemetry to) {
    WallClock clock = new WallClock();
    for (Journal.Entry entry = journal.poll(); entry != null; entry = journal.poll()) {
      tell(to, entry, clock);
    }
    long lost = journal.takeLost();
    if (lost > 0) {
      to.lostConnections(lost);
    }
  }

  private void tell(Telemetry to, Journal.Entry entry, WallClock clock) {
    TrackedSocket socket = entry.socket();
    Timeline timeline = socket.timeline();
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
        String failure = socket.connectFailure();
        to.connectFailed(facts, began, at, failure == null ? "closed while connecting" : failure);
      }
      case ACCEPTED -> to.accepted(facts);
      case CLOSED -> {
        Ending ending = ConnectionTold.ending(socket, timeline, entry.said());
        to.closed(facts, ConnectionTold.life(socket, timeline, entry.atNanos(), ending, clock));
      }
    }
  }

  /** Connections with a finding, which have no end to be told at. */
  private void tellLeftOpen(Telemetry to) {
    Set<Long> blamed = to.blamed();
    WallClock clock = new WallClock();
    table.forEach(
        socket -> {
          Timeline timeline = blamed.contains(socket.id()) ? socket.timeline() : null;
          ConnectionFacts facts = timeline == null ? null : connections.facts(socket, null, clock);
          if (facts != null && timeline != null) {
            to.leftOpen(
                facts,
                ConnectionTold.life(socket, timeline, System.nanoTime(), Ending.OPEN, clock));
          }
        });
  }

  /** The open sockets of the finding's line, or of its destination where no line is known. */
  private static List<SocketSample> at(FindingView finding, Snapshot snapshot) {
    String site = finding.callSite() == null ? finding.destination() : finding.callSite();
    List<SocketSample> sockets = new ArrayList<>();
    for (SocketSample socket : snapshot.sockets()) {
      if (socket.site().equals(site)) {
        sockets.add(socket);
      }
    }
    return sockets;
  }

  private @Nullable TraceContext opener(FindingView finding, List<SocketSample> sockets) {
    for (SocketSample socket : sockets) {
      TrackedSocket record = table.at(socket.fd());
      Timeline timeline = record != null && record.id() == socket.id() ? record.timeline() : null;
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
