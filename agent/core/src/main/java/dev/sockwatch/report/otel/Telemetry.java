package dev.sockwatch.report.otel;

import dev.sockwatch.api.FindingView;
import dev.sockwatch.report.FindingChange;
import dev.sockwatch.report.otel.ConnectionSpans.LifeEvent;
import dev.sockwatch.report.otel.TelemetryNames.Moment;
import dev.sockwatch.trace.TraceContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is told to OpenTelemetry, in the words of sockets. Used by the sampler alone, but for {@link
 * #close}.
 */
public final class Telemetry {
  /** Connections with findings that are remembered until they close. */
  private static final int MAX_BLAMED = 10_000;

  private static final int MAX_FINDINGS_EACH = 10;

  private final RunningSdk sdk;
  private final Losses losses;
  private final ConnectionSpans spans;
  private final Metrics metrics;
  private final FindingEvents findings;

  /** What was found on connections that are open. */
  private final Map<Long, List<LifeEvent>> blamed = new LinkedHashMap<>();

  Telemetry(
      RunningSdk sdk,
      Losses losses,
      ConnectionSpans spans,
      Metrics metrics,
      FindingEvents findings) {
    this.sdk = sdk;
    this.losses = losses;
    this.spans = spans;
    this.metrics = metrics;
    this.findings = findings;
  }

  /** A connection was established. */
  public void connected(
      ConnectionFacts facts, long startedAtNanos, long endedAtNanos, boolean isSlow) {
    metrics.connect(facts, endedAtNanos - startedAtNanos, null);
    spans.connect(facts, startedAtNanos, endedAtNanos, null, null, isSlow);
  }

  /** A connect failed. */
  public void connectFailed(
      ConnectionFacts facts, long startedAtNanos, long endedAtNanos, String failure) {
    String type = ErrorType.of(failure);
    metrics.connect(facts, endedAtNanos - startedAtNanos, type);
    spans.connect(facts, startedAtNanos, endedAtNanos, type, failure, false);
  }

  /** A connection was accepted. */
  public void accepted(ConnectionFacts facts) {
    spans.accepted(facts);
  }

  /** A connection was closed. */
  public void closed(ConnectionFacts facts, Life life) {
    metrics.closed(facts, life.endedAtNanos() - life.establishedAtNanos());
    tellLife(facts, life);
  }

  /** A connection on which there was a finding is open while the JVM ends. */
  public void leftOpen(ConnectionFacts facts, Life life) {
    tellLife(facts, life);
  }

  /** The connections on which there was a finding. */
  public Set<Long> blamed() {
    return Set.copyOf(blamed.keySet());
  }

  private void tellLife(ConnectionFacts facts, Life life) {
    List<LifeEvent> events = new ArrayList<>(life.events());
    List<LifeEvent> found = blamed.remove(facts.id());
    if (found != null) {
      events.addAll(found);
    }
    events.sort(Comparator.comparingLong(LifeEvent::atNanos));
    spans.life(facts, life.endedAtNanos(), life.ending(), events);
  }

  /**
   * A finding has changed.
   *
   * @param opener the application's span in which one of its sockets was opened
   * @param connections its open connections
   */
  public void finding(
      FindingChange change, @Nullable TraceContext opener, List<Long> connections, long nowMillis) {
    findings.tell(change, opener, nowMillis);
    LifeEvent event = new LifeEvent(Moment.FINDING, nowMillis * 1_000_000, change.finding().id());
    for (Long id : connections) {
      if (blamed.size() < MAX_BLAMED || blamed.containsKey(id)) {
        List<LifeEvent> events = blamed.computeIfAbsent(id, key -> new ArrayList<>());
        if (events.size() < MAX_FINDINGS_EACH) {
          events.add(event);
        }
      }
    }
  }

  /** A round is over. */
  public void round(RoundFigures figures, List<FindingView> allFindings) {
    Map<String, Map<String, Long>> open = new HashMap<>();
    for (FindingView finding : allFindings) {
      if (finding.state().equals("open")) {
        open.computeIfAbsent(finding.id(), id -> new HashMap<>())
            .merge(finding.severity(), 1L, Long::sum);
      }
    }
    metrics.round(figures, open);
  }

  /** Connections of which nothing could be told for want of room. */
  public void lostConnections(long count) {
    losses.add(Losses.Kind.CONNECTIONS, count);
  }

  /** What was not exported since the start, by kind. */
  public Map<String, Long> losses() {
    Map<String, Long> lost = new LinkedHashMap<>();
    for (Losses.Kind kind : Losses.Kind.values()) {
      lost.put(kind.word(), losses.count(kind));
    }
    return lost;
  }

  /** Ends requests that have taken too long. Now and then. */
  public void enforceDeadlines(long now) {
    sdk.enforceDeadlines(now);
  }

  /** Exports what is left; may take as long as the collector likes. On a thread of its own. */
  public void close() {
    sdk.close();
  }
}
