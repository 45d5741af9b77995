package dev.sockwatch.report.telemetry;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What was not exported, by kind: no room for it, or the collector did not take it. */
public final class Losses {
  /** What can be lost. */
  public enum Kind {
    CONNECTIONS,
    SPANS,
    EVENTS;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Map<Kind, LongAdder> lost = new EnumMap<>(Kind.class);

  public Losses() {
    for (Kind kind : Kind.values()) {
      lost.put(kind, new LongAdder());
    }
  }

  /** Counts more losses of one kind. */
  public void add(Kind kind, long count) {
    LongAdder adder = lost.get(kind);
    if (adder != null) {
      adder.add(count);
    }
  }

  /** How many so far, by the word for their kind. */
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    lost.forEach((kind, count) -> counts.put(kind.word(), count.sum()));
    return counts;
  }
}
