package dev.sockwatch.agent.management;

import dev.sockwatch.agent.view.ScopeLeftovers;
import dev.sockwatch.agent.view.SocketViews;
import dev.sockwatch.api.ReportView;
import java.nio.file.Path;

/** What the sampler's thread can be asked for, between two rounds. */
public interface AgentOperations {
  /** Whether sockets are watched now. */
  boolean isWatching();

  /** Since when the agent is there, wall clock. */
  long startedAtMillis();

  /**
   * What is known: after a round of its own while watching, else what was known at the end of it.
   *
   * @param collectGarbage asks for a collection first, so that abandoned sockets show
   * @param detail how much of each socket
   */
  ReportView report(boolean collectGarbage, SocketViews.Detail detail);

  /** Watches again; nothing happens where it does already. */
  void on();

  /**
   * Stops watching; nothing happens where it has stopped already, but for the bytecode.
   *
   * @param unweave restores the original bytecode, too
   */
  void off(boolean unweave);

  /** Stops watching after so long. */
  void offAfter(long nanos);

  /** Answers again and again with a report, until the file is gone or nobody reads it. */
  void stream(Path result, long intervalNanos);

  /** Watches, and has the MXBeans registered when it returns. */
  void manage();

  /** What scopes leave open. */
  ScopeLeftovers scopeLeftovers();
}
