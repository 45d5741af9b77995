package dev.sockwatch.junit;

import dev.sockwatch.api.LeftSocketView;
import dev.sockwatch.api.ScopesMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what a scope has left open, again and again with doubling pauses, until nothing is or
 * its grace has passed.
 *
 * @param leaked still open
 * @param ignored still open, which a rule of the user allows
 * @param excused still open, which a built-in rule allows
 * @param waited how long it took until nothing leaked, or the grace
 */
record LeakCheck(
    List<LeftSocketView> leaked,
    Map<LeftSocketView, SocketRule> ignored,
    Map<LeftSocketView, SocketRule> excused,
    Duration waited) {
  private static final long LONGEST_PAUSE_MILLIS = 100;

  /** A connection whose response is just coming in looks idle for a moment. */
  private static final long SETTLING_MILLIS = 20;

  static LeakCheck of(ScopesMXBean scopes, long scope, List<SocketRule> rules, Duration grace) {
    long began = System.nanoTime();
    LeakCheck check = look(scopes, scope, rules, Duration.ZERO);
    if (check.leaked.isEmpty() && !check.excused.isEmpty() && isPaused(SETTLING_MILLIS)) {
      check = look(scopes, scope, rules, Duration.ZERO);
    }
    for (long pause = 1;
        !check.leaked.isEmpty();
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
      Duration waited = Duration.ofNanos(System.nanoTime() - began);
      long left = grace.minus(waited).toMillis();
      if (left <= 0 || !isPaused(Math.min(pause, left))) {
        break;
      }
      check = look(scopes, scope, rules, Duration.ofNanos(System.nanoTime() - began));
    }
    return check;
  }

  private static LeakCheck look(
      ScopesMXBean scopes, long scope, List<SocketRule> rules, Duration waited) {
    List<LeftSocketView> leaked = new ArrayList<>();
    Map<LeftSocketView, SocketRule> ignored = new LinkedHashMap<>();
    Map<LeftSocketView, SocketRule> excused = new LinkedHashMap<>();
    for (LeftSocketView socket : scopes.left(scope)) {
      SocketRule asked = covering(rules, socket);
      SocketRule builtIn = asked == null ? covering(BuiltInRules.ALL, socket) : null;
      if (asked != null) {
        ignored.put(socket, asked);
      } else if (builtIn != null) {
        excused.put(socket, builtIn);
      } else {
        leaked.add(socket);
      }
    }
    return new LeakCheck(leaked, ignored, excused, waited);
  }

  private static @Nullable SocketRule covering(List<SocketRule> rules, LeftSocketView socket) {
    return rules.stream().filter(rule -> rule.covers(socket)).findFirst().orElse(null);
  }

  /** An interrupted test is not kept waiting. */
  private static boolean isPaused(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Ids of those that nobody has to hear of again. */
  List<Long> settled() {
    List<Long> ids = new ArrayList<>();
    leaked.forEach(socket -> ids.add(socket.id()));
    ignored.keySet().forEach(socket -> ids.add(socket.id()));
    return ids;
  }
}
