package dev.sockwatch.report.otel;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What was not exported, by kind: no room for it, or the collector did not take it. */
final class Losses {
  /** What can be lost. */
  enum Kind {
    CONNECTIONS,
    SPANS,
    EVENTS;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Map<Kind, LongAdder> lost = new EnumMap<>(Kind.class);

  Losses() {
    for (Kind kind : Kind.values()) {
      lost.put(kind, new LongAdder());
    }
  }

  void add(Kind kind, long count) {
    of(kind).add(count);
  }

  long count(Kind kind) {
    return of(kind).sum();
  }

  /** Counts a batch if it turns out that it was not taken. */
  CompletableResultCode countIfLost(CompletableResultCode result, Kind kind, int size) {
    return result.whenComplete(
        () -> {
          if (!result.isSuccess()) {
            add(kind, size);
          }
        });
  }

  void record(ObservableLongMeasurement measurement) {
    lost.forEach(
        (kind, count) ->
            measurement.record(count.sum(), Attributes.of(TelemetryNames.SIGNAL, kind.word())));
  }

  private LongAdder of(Kind kind) {
    LongAdder adder = lost.get(kind);
    if (adder == null) {
      throw new IllegalStateException(kind.name());
    }
    return adder;
  }
}
