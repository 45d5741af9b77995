package dev.sockwatch.sample;

import dev.sockwatch.net.IncidentKind;
import dev.sockwatch.snapshot.IncidentGroup;
import dev.sockwatch.snapshot.IncidentSample;
import dev.sockwatch.stack.CallStack;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened lately to the sockets of one destination and line. Used by the sampler alone. */
final class IncidentWindow {
  private static final int MAX_INCIDENTS = 128;
  private static final int MAX_BEFORE = 16;

  private final IncidentKind kind;
  private final String destination;
  private final @Nullable CallStack opening;
  private final String site;
  private long beganAtNanos;
  private final Deque<IncidentSample> before = new ArrayDeque<>();
  private final List<IncidentSample> incidents = new ArrayList<>();
  private final List<Counted> counts = new ArrayList<>();

  /** How many there were in one round. */
  private record Counted(long atNanos, double number) {}

  IncidentWindow(
      IncidentKind kind, String destination, @Nullable CallStack opening, String site, long now) {
    this.kind = kind;
    this.destination = destination;
    this.opening = opening;
    this.site = site;
    this.beganAtNanos = now;
  }

  void add(IncidentSample incident, long now, double weight) {
    if (isPast()) {
      beganAtNanos = now;
    }
    if (incidents.size() >= MAX_INCIDENTS) {
      incidents.remove(0);
    }
    incidents.add(incident);
    int last = counts.size() - 1;
    if (last >= 0 && counts.get(last).atNanos() == now) {
      counts.set(last, new Counted(now, counts.get(last).number() + weight));
    } else {
      counts.add(new Counted(now, weight));
    }
  }

  /** Forgets what was before, and what did harm later. */
  boolean isEmptyAt(long since, long harmSince) {
    for (IncidentSample incident : incidents) {
      if (incident.atNanos() - since < 0 && didHarm(incident)) {
        before.addLast(incident);
      }
    }
    while (before.size() > MAX_BEFORE
        || (!before.isEmpty() && before.getFirst().atNanos() - harmSince < 0)) {
      before.removeFirst();
    }
    incidents.removeIf(e -> e.atNanos() - since < 0);
    counts.removeIf(c -> c.atNanos() - since < 0);
    return isPast() && before.isEmpty();
  }

  /** Whether nothing is left in the window. */
  boolean isPast() {
    return incidents.isEmpty() && counts.isEmpty();
  }

  /** Most closes do none, and runs of failing connects are kept elsewhere. */
  private boolean didHarm(IncidentSample incident) {
    return switch (kind) {
      case CLOSED ->
          incident.unreadBytes().orElse(0) > 0 || incident.lingerSeconds().orElse(-1) == 0;
      case CONNECT_FAILED, CLOSED_CONNECTING -> false;
      default -> true;
    };
  }

  IncidentGroup group() {
    double number = counts.stream().mapToDouble(Counted::number).sum();
    return new IncidentGroup(
        kind,
        destination,
        opening,
        site,
        Math.round(number),
        beganAtNanos,
        counts.stream().map(Counted::atNanos).toList(),
        List.copyOf(incidents),
        List.copyOf(before));
  }
}
