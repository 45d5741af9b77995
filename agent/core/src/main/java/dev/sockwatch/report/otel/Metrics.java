package dev.sockwatch.report.otel;

import dev.sockwatch.report.telemetry.ConnectionFacts;
import dev.sockwatch.report.telemetry.KernelFigure;
import dev.sockwatch.report.telemetry.Losses;
import dev.sockwatch.report.telemetry.RoundFigures;
import dev.sockwatch.report.telemetry.RoundFigures.Connection;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The metrics that are counted as things happen; those that are looked at are in {@link
 * RoundMetrics}. Used by the sampler alone.
 */
final class Metrics {
  private static final double NANOS = 1e-9;

  private final Labels labels;
  private final DoubleHistogram connectDuration;
  private final DoubleHistogram connectionDuration;
  private final DoubleHistogram rtt;
  private final DoubleHistogram roundDuration;
  private final LongCounter retransmits;
  private final RoundMetrics latest;

  /** What was counted of each connection that ever sent a segment again. */
  private Map<Long, Long> retransmitsCounted = new HashMap<>();

  Metrics(Meter meter, Labels labels, Losses losses) {
    this.labels = labels;
    this.connectDuration = histogram(meter, Metric.CONNECT_DURATION, Metric.DURATION_BOUNDS);
    this.connectionDuration = histogram(meter, Metric.CONNECTION_DURATION, Metric.LIFETIME_BOUNDS);
    this.rtt = histogram(meter, Metric.RTT, Metric.DURATION_BOUNDS);
    this.roundDuration = histogram(meter, Metric.ROUND_DURATION, Metric.DURATION_BOUNDS);
    this.retransmits =
        meter
            .counterBuilder(Metric.RETRANSMITS.metric())
            .setUnit(Metric.RETRANSMITS.unit())
            .setDescription(Metric.RETRANSMITS.meaning())
            .build();
    this.latest = new RoundMetrics(meter, losses);
  }

  void connect(ConnectionFacts facts, long nanos, @Nullable String errorType) {
    Attributes of = labelsOf(facts);
    if (errorType == null) {
      connectDuration.record(nanos * NANOS, of);
    } else {
      connectDuration.record(
          nanos * NANOS, of.toBuilder().put(TelemetryNames.ERROR_TYPE, errorType).build());
      ended(facts, of);
    }
  }

  void closed(ConnectionFacts facts, long nanos) {
    Attributes of = labelsOf(facts);
    connectionDuration.record(nanos * NANOS, of);
    Long rttMicros = facts.figures().get(KernelFigure.RTT);
    if (rttMicros != null && rttMicros > 0) {
      rtt.record(KernelFigure.RTT.seconds(rttMicros), of);
    }
    ended(facts, of);
  }

  private void ended(ConnectionFacts facts, Attributes of) {
    Long sentAgain = facts.figures().get(KernelFigure.RETRANSMITS);
    Long counted = retransmitsCounted.remove(facts.id());
    addRetransmits(sentAgain == null ? 0 : sentAgain, counted, of);
  }

  void round(RoundFigures figures, Map<String, Map<String, Long>> openFindings) {
    Map<RoundMetrics.Heads, Long> heads = new HashMap<>();
    Map<Long, Long> counted = new HashMap<>();
    for (Connection connection : figures.connections()) {
      Attributes of =
          labels.of(connection.role(), connection.asked(), connection.local(), connection.peer());
      heads.merge(new RoundMetrics.Heads(of, connection.state()), 1L, Long::sum);
      if (connection.rttMicros() > 0 && connection.state().equals("established")) {
        rtt.record(connection.rttMicros() * 1e-6, of);
      }
      Long before = retransmitsCounted.get(connection.id());
      if (connection.retransmits() > 0) {
        addRetransmits(connection.retransmits(), before, of);
        counted.put(connection.id(), connection.retransmits());
      } else if (before != null) {
        counted.put(connection.id(), before);
      }
    }
    retransmitsCounted = counted;
    roundDuration.record(figures.roundNanos() * NANOS);
    latest.round(figures, heads, openFindings);
  }

  private void addRetransmits(long now, @Nullable Long before, Attributes of) {
    long more = now - (before == null ? 0 : before);
    if (more > 0) {
      retransmits.add(more, of);
    }
  }

  private Attributes labelsOf(ConnectionFacts facts) {
    return labels.of(
        facts.isClient() ? "client" : "server", facts.asked(), facts.local(), facts.peer());
  }

  private static DoubleHistogram histogram(Meter meter, Metric metric, List<Double> bounds) {
    return meter
        .histogramBuilder(metric.metric())
        .setUnit(metric.unit())
        .setDescription(metric.meaning())
        .setExplicitBucketBoundariesAdvice(bounds)
        .build();
  }
}
