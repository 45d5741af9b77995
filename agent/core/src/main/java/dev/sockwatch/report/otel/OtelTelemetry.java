package dev.sockwatch.report.otel;

import dev.sockwatch.api.FindingView;
import dev.sockwatch.net.SocketFailure;
import dev.sockwatch.report.FindingChange;
import dev.sockwatch.report.telemetry.ConnectionEvent;
import dev.sockwatch.report.telemetry.ConnectionEventType;
import dev.sockwatch.report.telemetry.ConnectionFacts;
import dev.sockwatch.report.telemetry.ConnectionLife;
import dev.sockwatch.report.telemetry.Losses;
import dev.sockwatch.report.telemetry.Pipeline;
import dev.sockwatch.report.telemetry.RoundFigures;
import dev.sockwatch.report.telemetry.Telemetry;
import dev.sockwatch.report.telemetry.TelemetryOptions;
import dev.sockwatch.text.AddressMask;
import dev.sockwatch.trace.TraceContext;
import io.opentelemetry.api.OpenTelemetry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Telemetry by the API of OpenTelemetry. */
public final class OtelTelemetry implements Telemetry {
  /** Connections with findings that are remembered until they close. */
  private static final int MAX_BLAMED = 10_000;

  private static final int MAX_FINDINGS_EACH = 10;

  private final Pipeline pipeline;
  private final ConnectionSpans spans;
  private final Metrics metrics;
  private final FindingEvents findings;

  /** What was found on connections that are open. */
  private final Map<Long, List<ConnectionEvent>> blamed = new LinkedHashMap<>();

  /** By an SDK, whose exporters are behind the pipeline. */
  public OtelTelemetry(OpenTelemetry sdk, TelemetryOptions options, Pipeline pipeline) {
    AddressMask mask = options.mask();
    String version = options.version();
    this.pipeline = pipeline;
    this.spans =
        new ConnectionSpans(
            sdk.getTracerProvider()
                .tracerBuilder(TelemetryNames.SCOPE)
                .setInstrumentationVersion(version)
                .build(),
            options.spans(),
            mask,
            pipeline);
    this.metrics =
        new Metrics(
            sdk.getMeterProvider()
                .meterBuilder(TelemetryNames.SCOPE)
                .setInstrumentationVersion(version)
                .build(),
            new Labels(options.destination(), mask),
            pipeline.losses());
    this.findings =
        new FindingEvents(
            sdk.getLogsBridge()
                .loggerBuilder(TelemetryNames.SCOPE)
                .setInstrumentationVersion(version)
                .build());
  }

  @Override
  public void connected(
      ConnectionFacts facts, long startedAtNanos, long endedAtNanos, boolean isSlow) {
    metrics.connect(facts, endedAtNanos - startedAtNanos, null);
    spans.connect(facts, startedAtNanos, endedAtNanos, null, null, isSlow);
  }

  @Override
  public void connectFailed(
      ConnectionFacts facts, long startedAtNanos, long endedAtNanos, SocketFailure failure) {
    String type = failure.error().word();
    metrics.connect(facts, endedAtNanos - startedAtNanos, type);
    spans.connect(facts, startedAtNanos, endedAtNanos, type, failure.text(), false);
  }

  @Override
  public void accepted(ConnectionFacts facts) {
    spans.accepted(facts);
  }

  @Override
  public void closed(ConnectionFacts facts, ConnectionLife life) {
    metrics.closed(facts, life.endedAtNanos() - life.establishedAtNanos());
    recordLife(facts, life);
  }

  @Override
  public void leftOpen(ConnectionFacts facts, ConnectionLife life) {
    recordLife(facts, life);
  }

  @Override
  public Set<Long> blamed() {
    return Set.copyOf(blamed.keySet());
  }

  private void recordLife(ConnectionFacts facts, ConnectionLife life) {
    List<ConnectionEvent> events = new ArrayList<>(life.events());
    List<ConnectionEvent> found = blamed.remove(facts.id());
    if (found != null) {
      events.addAll(found);
    }
    events.sort(Comparator.comparingLong(ConnectionEvent::atNanos));
    spans.life(facts, life.endedAtNanos(), life.ending(), events);
  }

  @Override
  public void finding(
      FindingChange change, @Nullable TraceContext opener, List<Long> connections, long nowMillis) {
    findings.emit(change, opener, nowMillis);
    ConnectionEvent event =
        new ConnectionEvent(
            ConnectionEventType.FINDING, nowMillis * 1_000_000, change.finding().id());
    for (Long id : connections) {
      if (blamed.size() < MAX_BLAMED || blamed.containsKey(id)) {
        List<ConnectionEvent> events = blamed.computeIfAbsent(id, key -> new ArrayList<>());
        if (events.size() < MAX_FINDINGS_EACH) {
          events.add(event);
        }
      }
    }
  }

  @Override
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

  @Override
  public void lostConnections(long count) {
    pipeline.losses().add(Losses.Kind.CONNECTIONS, count);
  }

  @Override
  public Map<String, Long> losses() {
    return pipeline.losses().counts();
  }

  @Override
  public void enforceDeadlines(long now) {
    pipeline.enforceDeadlines(now);
  }

  @Override
  public void close() {
    pipeline.close();
  }
}
