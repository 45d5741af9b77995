package dev.sockwatch.detect;

import dev.sockwatch.net.IncidentKind;
import dev.sockwatch.net.TcpInfoField;
import dev.sockwatch.snapshot.IncidentGroup;
import dev.sockwatch.snapshot.IncidentSample;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.table.Incident;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The writes that Nagle's algorithm held back, among the messages whose answer came late.
 *
 * <p>A write went to the kernel at one time and onto the wire at another: the kernel tells how long
 * ago it last sent data, so the hold is the time since the write less that. An answer that is late
 * because the peer thinks leaves no such gap.
 */
record HeldWrites(IncidentGroup group, List<Held> held) {
  private static final long NANOS_PER_MILLI = 1_000_000;

  /**
   * Above the largest delay of an acknowledgement (TCP_DELACK_MAX, 200 ms) it is something else.
   */
  private static final long MOST_NANOS = 250 * NANOS_PER_MILLI;

  /** One of them. */
  record Held(IncidentSample incident, long holdNanos) {}

  /** All groups with at least one. */
  static List<HeldWrites> of(Snapshot snapshot) {
    List<HeldWrites> all = new ArrayList<>();
    for (IncidentGroup group : snapshot.incidents()) {
      if (group.kind() == IncidentKind.ANSWERED_LATE) {
        List<Held> held = held(group.all());
        if (!held.isEmpty()) {
          all.add(new HeldWrites(group, held));
        }
      }
    }
    return all;
  }

  private static List<Held> held(List<IncidentSample> incidents) {
    Map<Long, Long> retransmitted = new HashMap<>();
    List<Held> held = new ArrayList<>();
    for (IncidentSample incident : incidents) {
      long sentAgo = incident.tcp(TcpInfoField.LAST_DATA_SENT, -1);
      long retransmissions = incident.tcp(TcpInfoField.TOTAL_RETRANS, -1);
      Long before = retransmitted.put(incident.socketId(), retransmissions);
      boolean lost = retransmissions != (before == null ? 0 : before); // then that is why
      long hold = incident.elapsedNanos() - sentAgo * NANOS_PER_MILLI;
      if (sentAgo >= 0
          && !lost
          && Boolean.FALSE.equals(incident.noDelay())
          && hold >= Incident.LATE_ANSWER_NANOS
          && hold <= MOST_NANOS) {
        held.add(new Held(incident, hold));
      }
    }
    return held;
  }
}
