package dev.sockwatch.table;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How many of each event the hooks saw. */
public final class EventCounts {
  /** The events, under the names used in reports. */
  public enum Event {
    OPENED("opened"),
    ACCEPTED("accepted"),
    CONNECTED("connected"),
    CONNECT_FAILED("connectFailed"),
    LISTENING("listening"),
    END_OF_INPUT_FROM_PEER("endOfInputFromPeer"),
    END_OF_INPUT_LOCAL("endOfInputLocal"),
    INPUT_SHUTDOWN("inputShutdown"),
    OUTPUT_SHUTDOWN("outputShutdown"),
    CLOSE_REQUESTED("closeRequested"),
    RELEASED("released"),
    COLLECTED("collected");

    private final String word;

    Event(String word) {
      this.word = word;
    }

    /** The name used in reports. */
    public String word() {
      return word;
    }
  }

  private final Map<Event, LongAdder> counts = new EnumMap<>(Event.class);

  EventCounts() {
    for (Event event : Event.values()) {
      counts.put(event, new LongAdder());
    }
  }

  void add(Event event) {
    adder(event).increment();
  }

  /** How often an event happened. */
  public long of(Event event) {
    return adder(event).sum();
  }

  private LongAdder adder(Event event) {
    LongAdder adder = counts.get(event);
    if (adder == null) {
      throw new IllegalStateException(event.name());
    }
    return adder;
  }
}
