package dev.sockwatch.sample;

import dev.sockwatch.net.Endpoint;
import dev.sockwatch.stack.CallStack;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The lines that opened the connections which ended within the last minute, as long as TIME_WAIT
 * lasts: each connection by its two addresses, as far as they are known and fit, and for the rest
 * how many each line has closed to each destination. Used by the sampler alone.
 */
final class TimeWaitOwners {
  /** About 200 bytes each. */
  static final int MAX_PAIRS = 4096;

  private static final int MAX_LINES = 250;

  /** {@code TCP_TIMEWAIT_LEN} in Linux {@code include/net/tcp.h}. */
  private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(60);

  private static final long BUCKET_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Both ends of one connection. */
  record Pair(Endpoint local, Endpoint remote) {}

  private record Ended(CallStack opening, long atNanos) {}

  private record Line(Endpoint remote, String callSite) {}

  private final Map<Pair, Ended> pairs = new LinkedHashMap<>();
  private final Map<Line, Closes> closes = new HashMap<>();

  /** Forgets what ended longer ago than TIME_WAIT lasts. */
  void beginRound(long now) {
    Iterator<Ended> oldest = pairs.values().iterator();
    while (oldest.hasNext() && now - oldest.next().atNanos() > KEPT_NANOS) {
      oldest.remove();
    }
    closes.values().removeIf(c -> c.isEmptyAt(now - KEPT_NANOS));
  }

  /** One has ended; of more than fit, the oldest are forgotten. */
  void ended(Endpoint local, Endpoint remote, CallStack opening, long atNanos) {
    Pair pair = new Pair(local, remote);
    pairs.remove(pair); // the youngest stands last
    pairs.put(pair, new Ended(opening, atNanos));
    if (pairs.size() > MAX_PAIRS) {
      Iterator<Ended> oldest = pairs.values().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /**
   * A line has closed some before the other side did.
   *
   * @param number how many, an estimate where a round took only some of them
   */
  void closedFirst(Endpoint remote, CallStack opening, long atNanos, double number) {
    Line line = new Line(remote, opening.callSite());
    if (closes.size() < MAX_LINES || closes.containsKey(line)) {
      closes.computeIfAbsent(line, l -> new Closes(opening)).add(atNanos, number);
    }
  }

  /** The line that opened the connection that had these ends, or null. */
  @Nullable CallStack openingOf(Endpoint local, Endpoint remote) {
    Ended ended = pairs.get(new Pair(local, remote));
    return ended == null ? null : ended.opening();
  }

  /** The only line that has closed connections to a destination before the other side did. */
  @Nullable CallStack onlyCloser(Endpoint remote) {
    CallStack only = null;
    for (Map.Entry<Line, Closes> entry : closes.entrySet()) {
      if (entry.getKey().remote().equals(remote)) {
        if (only != null) {
          return null;
        }
        only = entry.getValue().opening;
      }
    }
    return only;
  }

  /** How many each line has closed to a destination since then, by one of its stacks. */
  Map<CallStack, Double> closedSince(Endpoint remote, long sinceNanos) {
    Map<CallStack, Double> numbers = new LinkedHashMap<>();
    closes.forEach(
        (line, counted) -> {
          double number = line.remote().equals(remote) ? counted.since(sinceNanos) : 0;
          if (number > 0) {
            numbers.put(counted.opening, number);
          }
        });
    return numbers;
  }

  /** How many one line has closed to one destination, by second. */
  private static final class Closes {
    private final CallStack opening;
    private final Deque<Bucket> buckets = new ArrayDeque<>();

    private record Bucket(long atNanos, double number) {}

    Closes(CallStack opening) {
      this.opening = opening;
    }

    void add(long atNanos, double number) {
      Bucket last = buckets.peekLast();
      if (last != null && atNanos - last.atNanos() < BUCKET_NANOS) {
        buckets.pollLast();
        buckets.addLast(new Bucket(last.atNanos(), last.number() + number));
      } else {
        buckets.addLast(new Bucket(atNanos, number));
      }
    }

    boolean isEmptyAt(long since) {
      buckets.removeIf(b -> b.atNanos() - since < 0);
      return buckets.isEmpty();
    }

    double since(long nanos) {
      return buckets.stream()
          .filter(b -> b.atNanos() - nanos >= 0)
          .mapToDouble(Bucket::number)
          .sum();
    }
  }
}
