package dev.sockwatch.agent;

import dev.sockwatch.agent.management.AgentOperations;
import dev.sockwatch.agent.management.AgentProperties;
import dev.sockwatch.agent.management.Management;
import dev.sockwatch.agent.management.OperationQueue;
import dev.sockwatch.agent.management.WatchStreams;
import dev.sockwatch.agent.view.ScopeLeftovers;
import dev.sockwatch.agent.view.SocketViews;
import dev.sockwatch.api.ReportView;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watching on and off, and whoever asks in between: what the sampler's thread does in turn. */
final class AgentLoop implements AgentOperations {
  private static final Logger LOGGER = LoggerFactory.getLogger("sockwatch");
  private static final long IDLE_NANOS = 3_600_000_000_000L;

  private final SamplingRound loop;
  private final WeavingSwitch weaving;
  private final SocketTable table;
  private final Lifecycle lifecycle;
  private final OperationQueue inbox;
  private final Management management;
  private final WatchStreams streams = new WatchStreams();
  private boolean watching = true;
  private boolean insistOnManagement;
  private long nextRoundAt;
  private long offAt;
  private @Nullable ReportView last;

  AgentLoop(
      SamplingRound loop,
      WeavingSwitch weaving,
      SocketTable table,
      Lifecycle lifecycle,
      OperationQueue inbox) {
    this.loop = loop;
    this.weaving = weaving;
    this.table = table;
    this.lifecycle = lifecycle;
    this.inbox = inbox;
    this.management = new Management(inbox, table);
  }

  /** The first round, and what others may ask from then on. */
  void begin(boolean isEarly, boolean insist) {
    loop.begin(isEarly);
    nextRoundAt = System.nanoTime() + loop.pauseNanos();
    AgentProperties.mark(startedAtMillis(), true);
    insistOnManagement = insist || !isEarly;
  }

  /** How long there is nothing to do. */
  long pauseNanos() {
    if (insistOnManagement) {
      return 0;
    }
    long now = System.nanoTime();
    long pause = Math.min(loop.exportPauseNanos(), watching ? nextRoundAt - now : IDLE_NANOS);
    if (offAt != 0) {
      pause = Math.min(pause, offAt - now);
    }
    return Math.max(0, streams.pauseNanos(now, pause));
  }

  /** Does what is due; what somebody asked for may fail, watching goes on. */
  void turn() {
    try {
      serve();
    } catch (RuntimeException | LinkageError e) {
      LOGGER.warn("could not answer, watching goes on: {}", e.toString());
    }
    if (watching && (System.nanoTime() - nextRoundAt >= 0 || lifecycle.isDumpDue())) {
      round();
      management.offer();
    }
    loop.export();
  }

  private void serve() {
    if (offAt != 0 && System.nanoTime() - offAt >= 0) {
      off(false);
    }
    for (OperationQueue.Question next = inbox.poll(); next != null; next = inbox.poll()) {
      next.ask(this);
    }
    streams.serve(this, System.nanoTime());
    if (insistOnManagement) {
      insistOnManagement = false;
      management.insist(); // takes longer than anything else: after who waits has the answer
    }
  }

  /** The JVM ends. */
  void end() {
    if (watching) {
      loop.end();
    }
  }

  private Snapshot round() {
    Snapshot snapshot = loop.round();
    nextRoundAt = System.nanoTime() + loop.pauseNanos();
    return snapshot;
  }

  @Override
  public boolean isWatching() {
    return watching;
  }

  @Override
  public long startedAtMillis() {
    return lifecycle.startedAtMillis();
  }

  @Override
  public ReportView report(boolean collectGarbage, SocketViews.Detail detail) {
    ReportView known = last;
    if (!watching && known != null) {
      return known;
    }
    if (collectGarbage) {
      GarbageCollection.ask(table);
    }
    return loop.report(round(), detail);
  }

  @Override
  public void on() {
    insistOnManagement = true;
    if (watching) {
      return;
    }
    long newId = table.nextId();
    weaving.connect();
    loop.resume(newId);
    watching = true;
    last = null;
    round();
    AgentProperties.mark(startedAtMillis(), true);
    LOGGER.info("watching again");
  }

  @Override
  public void off(boolean unweave) {
    offAt = 0;
    if (watching) {
      last = report(false, SocketViews.Detail.FULL);
      loop.beforePause();
      weaving.disconnect();
      table.forEach(TrackedSocket::pause);
      watching = false;
      AgentProperties.mark(startedAtMillis(), false);
      LOGGER.info("watching is off");
    }
    if (unweave) {
      weaving.unweave();
    }
  }

  @Override
  public void offAfter(long nanos) {
    offAt = (System.nanoTime() + nanos) | 1;
  }

  @Override
  public void manage() {
    on();
    insistOnManagement = false;
    management.insist();
  }

  @Override
  public ScopeLeftovers leftSockets() {
    if (!watching) {
      throw new IllegalStateException(
          "watching is off, so nobody knows what is left; switch it on");
    }
    return loop.leftSockets();
  }

  @Override
  public void stream(Path result, long intervalNanos) {
    streams.add(result, intervalNanos, System.nanoTime());
  }
}
