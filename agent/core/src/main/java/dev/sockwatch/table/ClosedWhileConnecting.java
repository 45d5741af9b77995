package dev.sockwatch.table;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The last few sockets that were closed while connecting: the JDK closes the descriptor before
 * connect throws, and only then is it known why it failed. Bounded; the older one gives way.
 */
final class ClosedWhileConnecting {
  private static final int SIZE = 256;

  private final AtomicReferenceArray<@Nullable TrackedSocket> sockets =
      new AtomicReferenceArray<>(SIZE);

  void put(Object owner, TrackedSocket socket) {
    sockets.set(slot(owner), socket);
  }

  /** The socket of this owner, for the one caller who asks first; else null. */
  @Nullable TrackedSocket take(Object owner) {
    TrackedSocket closed = sockets.get(slot(owner));
    return closed != null
            && closed.isHeldBy(owner)
            && sockets.compareAndSet(slot(owner), closed, null)
        ? closed
        : null;
  }

  private static int slot(Object owner) {
    return System.identityHashCode(owner) & (SIZE - 1);
  }
}
