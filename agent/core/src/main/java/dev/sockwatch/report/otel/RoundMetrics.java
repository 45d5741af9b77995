package dev.sockwatch.report.otel;

import static dev.sockwatch.report.otel.TelemetryNames.FINDING_ID;
import static dev.sockwatch.report.otel.TelemetryNames.FINDING_SEVERITY;
import static dev.sockwatch.report.otel.TelemetryNames.SERVER_PORT;
import static dev.sockwatch.report.otel.TelemetryNames.SIGNAL;
import static dev.sockwatch.report.otel.TelemetryNames.SOCKET_EVENT;
import static dev.sockwatch.report.otel.TelemetryNames.STATE;

import dev.sockwatch.report.telemetry.Losses;
import dev.sockwatch.report.telemetry.RoundFigures;
import dev.sockwatch.report.telemetry.RoundFigures.Host;
import dev.sockwatch.report.telemetry.RoundFigures.Listener;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The metrics that are looked at: what the last round saw, read by the SDK's own thread.
 *
 * <p>A round is handed over as one immutable object, so no lock is needed.
 */
final class RoundMetrics {
  private volatile @Nullable Latest latest;

  /**
   * Connections that are counted together.
   *
   * @param labels role and destination
   * @param state the kernel's
   */
  record Heads(Attributes labels, String state) {}

  private record Latest(
      RoundFigures figures, Map<Heads, Long> heads, Map<String, Map<String, Long>> findings) {}

  RoundMetrics(Meter meter, Losses losses) {
    upDownCounter(meter, Metric.CONNECTIONS, RoundMetrics::connections);
    upDownCounter(meter, Metric.FINDINGS, RoundMetrics::findings);
    gauge(meter, Metric.ACCEPT_QUEUE_LENGTH, (l, m) -> queues(l, m, Listener::queued));
    gauge(meter, Metric.ACCEPT_QUEUE_LIMIT, (l, m) -> queues(l, m, Listener::limit));
    gauge(meter, Metric.TIME_WAIT, Host::timeWait);
    gauge(meter, Metric.EPHEMERAL_PORTS_USED, Host::ephemeralUsed);
    gauge(meter, Metric.EPHEMERAL_PORTS_LIMIT, Host::ephemeralLimit);
    gauge(meter, Metric.DESCRIPTORS_OPEN, Host::descriptors);
    gauge(meter, Metric.DESCRIPTORS_LIMIT, Host::descriptorLimit);
    counter(meter, Metric.EVENTS, RoundMetrics::events);
    counter(meter, Metric.LOST_EVENTS, (l, m) -> m.record(l.figures().lostEvents()));
    counter(meter, Metric.HOOK_ERRORS, (l, m) -> m.record(l.figures().hookErrors()));
    counter(meter, Metric.TELEMETRY_LOST, (l, m) -> lost(losses, m));
  }

  void round(
      RoundFigures figures, Map<Heads, Long> heads, Map<String, Map<String, Long>> findings) {
    latest = new Latest(figures, heads, findings);
  }

  private static void connections(Latest latest, ObservableLongMeasurement measurement) {
    latest
        .heads()
        .forEach(
            (heads, count) ->
                measurement.record(
                    count, heads.labels().toBuilder().put(STATE, heads.state()).build()));
  }

  private static void findings(Latest latest, ObservableLongMeasurement measurement) {
    latest
        .findings()
        .forEach(
            (id, severities) ->
                severities.forEach(
                    (severity, count) ->
                        measurement.record(
                            count, Attributes.of(FINDING_ID, id, FINDING_SEVERITY, severity))));
  }

  private static void events(Latest latest, ObservableLongMeasurement measurement) {
    latest
        .figures()
        .events()
        .forEach((event, count) -> measurement.record(count, Attributes.of(SOCKET_EVENT, event)));
  }

  private static void lost(Losses losses, ObservableLongMeasurement measurement) {
    losses
        .counts()
        .forEach((kind, count) -> measurement.record(count, Attributes.of(SIGNAL, kind)));
  }

  private static void queues(
      Latest latest, ObservableLongMeasurement measurement, Function<Listener, Long> what) {
    List<Listener> listeners = latest.figures().listeners();
    for (Listener listener :
        listeners.subList(0, Math.min(listeners.size(), Labels.MAX_DESTINATIONS))) {
      measurement.record(what.apply(listener), Attributes.of(SERVER_PORT, (long) listener.port()));
    }
  }

  private void gauge(Meter meter, Metric metric, Function<Host, OptionalLong> figure) {
    gauge(
        meter,
        metric,
        (latest, measurement) -> {
          OptionalLong value = figure.apply(latest.figures().host());
          if (value.isPresent()) {
            measurement.record(value.getAsLong());
          }
        });
  }

  private void gauge(
      Meter meter, Metric metric, BiConsumer<Latest, ObservableLongMeasurement> what) {
    var unused =
        meter
            .gaugeBuilder(metric.metric())
            .ofLongs()
            .setUnit(metric.unit())
            .setDescription(metric.meaning())
            .buildWithCallback(of(what));
  }

  private void counter(
      Meter meter, Metric metric, BiConsumer<Latest, ObservableLongMeasurement> what) {
    var unused =
        meter
            .counterBuilder(metric.metric())
            .setUnit(metric.unit())
            .setDescription(metric.meaning())
            .buildWithCallback(of(what));
  }

  private void upDownCounter(
      Meter meter, Metric metric, BiConsumer<Latest, ObservableLongMeasurement> what) {
    var unused =
        meter
            .upDownCounterBuilder(metric.metric())
            .setUnit(metric.unit())
            .setDescription(metric.meaning())
            .buildWithCallback(of(what));
  }

  private Consumer<ObservableLongMeasurement> of(
      BiConsumer<Latest, ObservableLongMeasurement> what) {
    return measurement -> {
      Latest now = latest;
      if (now != null) {
        what.accept(now, measurement);
      }
    };
  }
}
