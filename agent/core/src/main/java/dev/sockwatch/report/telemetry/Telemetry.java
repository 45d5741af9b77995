package dev.sockwatch.report.telemetry;

import dev.sockwatch.api.FindingView;
import dev.sockwatch.net.SocketFailure;
import dev.sockwatch.report.FindingChange;
import dev.sockwatch.trace.TraceContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is exported to OpenTelemetry, in terms of sockets. Used by the sampler alone, but for {@link
 * #close}.
 */
public interface Telemetry {
  /** A connection was established. */
  void connected(ConnectionFacts facts, long startedAtNanos, long endedAtNanos, boolean isSlow);

  /** A connect failed. */
  void connectFailed(
      ConnectionFacts facts, long startedAtNanos, long endedAtNanos, SocketFailure failure);

  /** A connection was accepted. */
  void accepted(ConnectionFacts facts);

  /** A connection was closed. */
  void closed(ConnectionFacts facts, ConnectionLife life);

  /** A connection on which there was a finding is open while the JVM ends. */
  void leftOpen(ConnectionFacts facts, ConnectionLife life);

  /** The connections on which there was a finding. */
  Set<Long> blamed();

  /**
   * A finding has changed.
   *
   * @param opener the application's span in which one of its sockets was opened
   * @param connections its open connections
   */
  void finding(
      FindingChange change, @Nullable TraceContext opener, List<Long> connections, long nowMillis);

  /** A sampling round is over, with these figures. */
  void round(RoundFigures figures, List<FindingView> allFindings);

  /** Connections that found no room in the queue. */
  void lostConnections(long count);

  /** What was not exported since the start, by kind. */
  Map<String, Long> losses();

  /** Ends requests that have taken too long. Now and then. */
  void enforceDeadlines(long now);

  /** Exports what is left; may take as long as the collector likes. On a thread of its own. */
  void close();
}
