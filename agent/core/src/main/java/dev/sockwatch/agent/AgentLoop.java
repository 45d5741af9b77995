package dev.sockwatch.agent;

import dev.sockwatch.agent.management.AgentOperations;
import dev.sockwatch.agent.management.AgentProperties;
import dev.sockwatch.agent.management.Management;
import dev.sockwatch.agent.management.OperationQueue;
import dev.sockwatch.agent.management.WatchStreams;
import dev.sockwatch.agent.settings.Jmx;
import dev.sockwatch.agent.view.ScopeLeftovers;
import dev.sockwatch.agent.view.SocketViews;
import dev.sockwatch.api.ReportView;
import dev.sockwatch.sample.SocketSampler;
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

  /** Rounds go on, however much is asked. */
  private static final int QUESTIONS_PER_TURN = 16;

  private static final long IDLE_NANOS = 3_600_000_000_000L;

  private final SocketSampler sampler;
  private final SamplingRound rounds;
  private final ScopeLeftovers scopeLeftovers;
  private final WeavingSwitch weaving;
  private final SocketTable table;
  private final Lifecycle lifecycle;
  private final OperationQueue queue;
  private final boolean collectAtExit;
  private final Management management;
  private final Steps steps = new Steps();
  private final WatchStreams streams = new WatchStreams();
  private boolean watching = true;
  private boolean insistOnManagement;
  private long nextRoundAt;
  private long offAt;
  private @Nullable ReportView last;

  /**
   * What the sampler's thread runs.
   *
   * @param collectAtExit whether to ask for a garbage collection before the last round
   */
  AgentLoop(
      SocketSampler sampler,
      SamplingRound rounds,
      ScopeLeftovers scopeLeftovers,
      WeavingSwitch weaving,
      SocketTable table,
      Lifecycle lifecycle,
      OperationQueue queue,
      boolean collectAtExit) {
    this.sampler = sampler;
    this.rounds = rounds;
    this.scopeLeftovers = scopeLeftovers;
    this.weaving = weaving;
    this.table = table;
    this.lifecycle = lifecycle;
    this.queue = queue;
    this.collectAtExit = collectAtExit;
    this.management = new Management(queue, table);
  }

  /**
   * The first round, and what others may ask from then on.
   *
   * @param isEarly before the application, which then has no socket open yet
   * @param jmx which MXBeans are wanted even if the platform server must be created
   */
  void begin(boolean isEarly, Jmx jmx) {
    if (!isEarly) {
      steps.run("taking over what is open", sampler::adoptAll);
    }
    Snapshot unused = round();
    AgentProperties.mark(startedAtMillis(), true);
    insistOnManagement = jmx != Jmx.FALSE || !isEarly;
    if (jmx == Jmx.TESTS) {
      management.wantTests();
    }
  }

  /** How long there is nothing to do. */
  long pauseNanos() {
    if (insistOnManagement) {
      return 0;
    }
    long now = System.nanoTime();
    long pause = Math.min(rounds.exportPauseNanos(), watching ? nextRoundAt - now : IDLE_NANOS);
    if (offAt != 0) {
      pause = Math.min(pause, offAt - now);
    }
    return Math.max(0, streams.pauseNanos(now, pause));
  }

  /** Does what is due; whatever fails of it, watching goes on. */
  void turn() {
    boolean unused = Thread.interrupted(); // it would close the files that are written
    steps.run("an answer", this::serve);
    if (watching && (System.nanoTime() - nextRoundAt >= 0 || lifecycle.isDumpDue())) {
      Snapshot unusedSample = round();
      steps.run("the offer of the MXBeans", management::offer);
    }
    steps.run("an export", rounds::export);
  }

  private void serve() {
    if (offAt != 0 && System.nanoTime() - offAt >= 0) {
      off(false);
    }
    for (int i = 0; i < QUESTIONS_PER_TURN && lifecycle.gate().leftNanos() > 0; i++) {
      OperationQueue.Question next = queue.poll();
      if (next == null) {
        break;
      }
      lifecycle.gate().wake(); // for those behind it
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
    if (!watching) {
      return;
    }
    boolean unused = Thread.interrupted();
    if (collectAtExit) {
      steps.run("the collection", this::collectAtEnd);
    }
    rounds.end();
  }

  private void collectAtEnd() {
    lifecycle.gate().uncounted(System::gc);
    GarbageCollection.awaitCleaner(table, lifecycle.gate().leftNanos() / 2);
  }

  private Snapshot round() {
    try {
      return rounds.round();
    } finally {
      nextRoundAt = System.nanoTime() + rounds.pauseNanos();
    }
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
    return rounds.report(round(), detail);
  }

  @Override
  public void on() {
    insistOnManagement = true;
    if (watching) {
      return;
    }
    long newId = table.nextId();
    weaving.connect();
    sampler.resume(newId);
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
      last = report(false, SocketViews.Detail.KEPT).complete();
      sampler.beforePause();
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
    management.wantTests();
    management.insist();
  }

  @Override
  public ScopeLeftovers scopeLeftovers() {
    if (!watching) {
      throw new IllegalStateException(
          "watching is off, so nobody knows what is left; switch it on");
    }
    return scopeLeftovers;
  }

  @Override
  public void stream(Path result, long intervalNanos) {
    streams.add(result, intervalNanos, System.nanoTime());
  }
}
