package dev.sockwatch.detect;

import dev.sockwatch.net.Role;
import dev.sockwatch.snapshot.EndedGroup;
import dev.sockwatch.snapshot.IncidentGroup;
import dev.sockwatch.snapshot.IncidentSample;
import dev.sockwatch.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Whether what happened to the connections of a line comes again and again: often in one window, or
 * seldom, but to most of the few connections that the line has. A reporter, an appender, a
 * heartbeat has only one.
 */
final class Recurrence {
  private Recurrence() {}

  /**
   * The incidents worth reporting; none when they are too few.
   *
   * @param groups of one destination and line
   * @param which the incidents that count
   */
  static List<IncidentSample> of(
      List<IncidentGroup> groups,
      Predicate<IncidentSample> which,
      int enough,
      Snapshot snapshot,
      Thresholds thresholds) {
    List<IncidentSample> recent =
        groups.stream().flatMap(g -> g.incidents().stream()).filter(which).toList();
    if (recent.size() >= enough) {
      return recent;
    }
    List<IncidentSample> all = new ArrayList<>();
    groups.forEach(g -> g.before().stream().filter(which).forEach(all::add));
    all.addAll(recent);
    all.sort(Comparator.comparingLong(e -> e.atNanos() - snapshot.atNanos()));
    return all.size() >= enough
            && goesOn(all, snapshot.atNanos(), thresholds.incidentNanos())
            && concernsMost(all, groups.get(0), snapshot)
        ? all
        : List.of();
  }

  /** It has not paused for longer than it does. */
  static boolean goesOn(List<IncidentSample> all, long now, long windowNanos) {
    long longest = 0;
    for (int i = 1; i < all.size(); i++) {
      longest = Math.max(longest, all.get(i).atNanos() - all.get(i - 1).atNanos());
    }
    return now - all.get(all.size() - 1).atNanos() <= Math.max(windowNanos, 2 * longest);
  }

  /** Of a pool's hundreds of connections some may end badly; of the one that there is, none. */
  private static boolean concernsMost(
      List<IncidentSample> all, IncidentGroup place, Snapshot snapshot) {
    if (all.get(0).role() != Role.CLIENT) {
      return false; // clients go away
    }
    long since = all.get(0).atNanos();
    long open =
        snapshot.sockets().stream()
            .filter(s -> s.role() == Role.CLIENT && s.connected())
            .filter(s -> s.destination().equals(place.destination()))
            .filter(s -> s.site().equals(place.site()))
            .count();
    long ended =
        snapshot.ended().stream()
            .filter(g -> g.destination().equals(place.destination()))
            .filter(g -> g.site().equals(place.site()))
            .mapToLong(g -> endedSince(g, since))
            .sum();
    return all.size() * 2L >= Math.max(open, ended);
  }

  private static long endedSince(EndedGroup group, long since) {
    return group.latest().stream().filter(c -> c.closedAtNanos() - since >= 0).count();
  }
}
