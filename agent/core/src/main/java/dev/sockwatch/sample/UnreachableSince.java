package dev.sockwatch.sample;

import dev.sockwatch.table.TrackedSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Since when the owner of an open socket has been known to be collected. Used by the sampler alone.
 */
final class UnreachableSince {
  private Map<Long, Long> before = new HashMap<>();
  private Map<Long, Long> now = new HashMap<>();

  void beginRound() {
    before = now;
    now = new HashMap<>();
  }

  /** The first round that saw it so; empty of a socket that is reachable. */
  OptionalLong since(TrackedSocket socket, long roundNanos) {
    if (!socket.isOwnerCollected()) {
      return OptionalLong.empty();
    }
    long first = before.getOrDefault(socket.id(), roundNanos);
    now.put(socket.id(), first);
    return OptionalLong.of(first);
  }
}
