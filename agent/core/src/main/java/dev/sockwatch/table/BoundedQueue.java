package dev.sockwatch.table;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Records on their way to the sampler: lock-free, and what does not fit is refused. */
final class BoundedQueue {
  private final int capacity;
  private final ConcurrentLinkedQueue<TrackedSocket> sockets = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();

  BoundedQueue(int capacity) {
    this.capacity = capacity;
  }

  /** False when it is full. */
  boolean offer(TrackedSocket socket) {
    if (size.get() >= capacity) {
      return false;
    }
    size.incrementAndGet();
    return sockets.add(socket);
  }

  /** The oldest, or null. */
  @Nullable TrackedSocket poll() {
    TrackedSocket socket = sockets.poll();
    if (socket != null) {
      size.decrementAndGet();
    }
    return socket;
  }
}
