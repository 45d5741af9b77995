package dev.sockwatch.sample;

import dev.sockwatch.net.Endpoint;
import dev.sockwatch.sample.TimeWaitOwners.Pair;
import dev.sockwatch.stack.CallStack;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lines that opened the client connections of one moment: each by its two addresses, and how
 * many there are whose own address nobody has asked for yet. Used by the sampler alone.
 */
final class OpenConnections {
  private final Map<Pair, CallStack> pairs = new HashMap<>();
  private final Map<Endpoint, Map<CallStack, Double>> unlocated = new HashMap<>();
  private final Map<Endpoint, Map<CallStack, Double>> released = new HashMap<>();

  void clear() {
    pairs.clear();
    unlocated.clear();
    released.clear();
  }

  void add(@Nullable Endpoint local, Endpoint remote, CallStack opening) {
    if (local == null) {
      count(unlocated, remote, opening);
    } else {
      pairs.put(new Pair(local, remote), opening);
    }
  }

  /** One was closed since, and its own address is not known. */
  void justReleased(Endpoint remote, CallStack opening) {
    count(released, remote, opening);
  }

  @Nullable CallStack openingOf(Endpoint local, Endpoint remote) {
    return pairs.isEmpty() ? null : pairs.get(new Pair(local, remote));
  }

  /** How many connections to a destination each stack has whose own address is not known. */
  Map<CallStack, Double> unlocated(Endpoint remote) {
    return unlocated.getOrDefault(remote, Map.of());
  }

  /** How many were closed in the last moment. */
  Map<CallStack, Double> released(Endpoint remote) {
    return released.getOrDefault(remote, Map.of());
  }

  private static void count(
      Map<Endpoint, Map<CallStack, Double>> counts, Endpoint remote, CallStack opening) {
    counts.computeIfAbsent(remote, r -> new HashMap<>()).merge(opening, 1.0, Double::sum);
  }
}
