package com.example.probes;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What one party did with its sockets and saw on them, by its own count. */
final class EventCounter {
  private final String party;
  private final Map<Event, AtomicLong> counts = new EnumMap<>(Event.class);

  EventCounter(String party) {
    this.party = party;
    for (Event event : Event.values()) {
      counts.put(event, new AtomicLong());
    }
  }

  void add(Event event) {
    counter(event).incrementAndGet();
  }

  /** The program closed a socket that had a descriptor, and nothing holds the descriptor back. */
  void closed() {
    add(Event.CLOSE_REQUESTED);
    add(Event.RELEASED);
  }

  /** The JDK closed a socket that the program had dropped. */
  void collected() {
    add(Event.COLLECTED);
    add(Event.RELEASED);
  }

  long count(Event event) {
    return counter(event).get();
  }

  /** One line {@code party.event=count} for each event that happened. */
  void print() {
    counts.forEach(
        (event, count) -> {
          if (count.get() > 0) {
            System.out.println(party + "." + event.key + "=" + count.get());
          }
        });
  }

  private AtomicLong counter(Event event) {
    AtomicLong counter = counts.get(event);
    if (counter == null) {
      throw new IllegalStateException("no counter for " + event);
    }
    return counter;
  }
}
