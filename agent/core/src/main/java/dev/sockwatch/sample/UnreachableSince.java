package dev.sockwatch.sample;

import dev.sockwatch.table.TrackedSocket;
import java.util.HashMap;
import java.util.Map;

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

  /** The first round that saw it so; 0 of a socket that is reachable. */
  long since(TrackedSocket socket, long roundNanos) {
    if (!socket.isOwnerCollected()) {
      return 0;
    }
    long first = before.getOrDefault(socket.id(), roundNanos);
    now.put(socket.id(), first);
    return first;
  }
}
