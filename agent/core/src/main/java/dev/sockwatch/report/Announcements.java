package dev.sockwatch.report;

import dev.sockwatch.api.FindingView;
import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.detect.FindingId;
import dev.sockwatch.report.FindingChange.Before;
import dev.sockwatch.report.FindingChange.What;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Which changes of findings are said, and when: the hysteresis of all detectors. Used by the
 * sampler alone.
 *
 * <p>The ledger and the report say what is true now. A log is read later: there a finding that
 * hovers at its threshold opens once, and is resolved once it has been quiet for as long as its
 * kind takes to be seen twice. What goes on is said again at growing distances.
 */
public final class Announcements {
  private static final long FIRST_DISTANCE_MILLIS = 240_000;
  private static final long LONGEST_DISTANCE_MILLIS = 3_600_000;

  /** The states in the life of one socket: from one to the next nothing is mended. */
  private static final Set<FindingId> STATES =
      EnumSet.of(
          FindingId.NEVER_CONNECTED,
          FindingId.SOCKETS_GROWING,
          FindingId.KEEPALIVE_DISABLED,
          FindingId.KEEPALIVE_TOO_SLOW,
          FindingId.CLOSE_WAIT,
          FindingId.CLOSE_PENDING,
          FindingId.SOCKET_ABANDONED);

  private final ToLongFunction<FindingId> quietNanos;
  private final double timeScale;
  private final Map<FindingKey, Said> said = new HashMap<>();
  private final Map<FindingKey, FindingChange> quiet = new LinkedHashMap<>();
  private final Map<FindingKey, Long> quietSinceMillis = new HashMap<>();

  /** What was said of a finding last, and how long it takes until it is said again. */
  private record Said(long atMillis, int count, String severity, long distanceMillis) {}

  /**
   * Nothing was said yet.
   *
   * @param quietNanos how long a finding is quiet before it is resolved
   * @param timeScale of the distances between repetitions
   */
  public Announcements(ToLongFunction<FindingId> quietNanos, double timeScale) {
    this.quietNanos = quietNanos;
    this.timeScale = timeScale;
  }

  /**
   * What is worth saying of one round.
   *
   * @param changes of the ledger in this round
   * @param open the open findings now
   */
  public List<FindingChange> round(
      List<FindingChange> changes, Map<FindingKey, FindingView> open, long nowMillis) {
    List<FindingChange> worth = new ArrayList<>();
    for (FindingChange change : changes) {
      if (change.what() == What.RESOLVED) {
        quiet.put(change.key(), change);
        quietSinceMillis.put(change.key(), nowMillis);
      } else if (isNews(change)) {
        worth.add(change);
        say(change.key(), change.finding(), nowMillis, distance(FIRST_DISTANCE_MILLIS));
      }
    }
    Iterator<FindingChange> left = quiet.values().iterator();
    while (left.hasNext()) {
      FindingChange change = left.next();
      long since = quietSinceMillis.getOrDefault(change.key(), nowMillis);
      if (nowMillis - since >= quietNanos.applyAsLong(change.key().id()) / 1_000_000) {
        left.remove();
        forget(change.key());
        if (!isWorseNow(change, open)) {
          worth.add(change);
        }
      }
    }
    open.forEach((key, finding) -> repeat(key, finding, nowMillis, worth));
    said.keySet().removeIf(key -> !open.containsKey(key) && !quiet.containsKey(key));
    return worth;
  }

  /** The JVM ends: what is quiet is resolved. */
  public List<FindingChange> end(Map<FindingKey, FindingView> open) {
    List<FindingChange> resolved =
        quiet.values().stream().filter(change -> !isWorseNow(change, open)).toList();
    quiet.clear();
    return resolved;
  }

  /** What opens again before it was said to be resolved has gone on, unless it came back worse. */
  private boolean isNews(FindingChange change) {
    boolean wentOn = quiet.remove(change.key()) != null;
    quietSinceMillis.remove(change.key());
    Said before = said.get(change.key());
    return !wentOn
        || before == null
        || change.what() == What.WORSE
        || rank(change.finding()) > rank(before.severity());
  }

  private void repeat(
      FindingKey key, FindingView finding, long nowMillis, List<FindingChange> worth) {
    Said before = said.get(key);
    if (before == null) {
      say(key, finding, nowMillis, distance(FIRST_DISTANCE_MILLIS));
    } else if (rank(finding) > 0 && nowMillis - before.atMillis() >= before.distanceMillis()) {
      worth.add(
          new FindingChange(
              What.STILL, finding, key, new Before(before.count(), nowMillis - before.atMillis())));
      long doubled = Math.min(2 * before.distanceMillis(), distance(LONGEST_DISTANCE_MILLIS));
      say(key, finding, nowMillis, doubled);
    }
  }

  private void say(FindingKey key, FindingView finding, long nowMillis, long distanceMillis) {
    said.put(key, new Said(nowMillis, finding.count(), finding.severity(), distanceMillis));
  }

  private void forget(FindingKey key) {
    quietSinceMillis.remove(key);
    said.remove(key);
  }

  private long distance(long millis) {
    return Math.max(1, (long) (millis * timeScale));
  }

  /** Whether the sockets of that line have got into a state as bad or worse instead. */
  private static boolean isWorseNow(FindingChange resolved, Map<FindingKey, FindingView> open) {
    FindingKey key = resolved.key();
    return STATES.contains(key.id())
        && open.entrySet().stream()
            .anyMatch(
                other ->
                    other.getKey().site().equals(key.site())
                        && STATES.contains(other.getKey().id())
                        && rank(other.getValue()) >= rank(resolved.finding())
                        && other.getValue().firstSeenMillis()
                            >= resolved.finding().firstSeenMillis());
  }

  private static int rank(FindingView finding) {
    return rank(finding.severity());
  }

  private static int rank(String severity) {
    return switch (severity) {
      case "error" -> 2;
      case "warning" -> 1;
      default -> 0;
    };
  }
}
