package dev.sockwatch.table;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Records on their way to the sampler: lock-free, and what does not fit is refused. */
final class BoundedQueue<T> {
  private final int capacity;
  private final ConcurrentLinkedQueue<T> records = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();

  BoundedQueue(int capacity) {
    this.capacity = capacity;
  }

  /** Adds a record; false when the queue is full. */
  boolean offer(T record) {
    if (size.get() >= capacity) {
      return false;
    }
    size.incrementAndGet();
    return records.add(record);
  }

  /** Removes the oldest record; null when the queue is empty. */
  @Nullable T poll() {
    T record = records.poll();
    if (record != null) {
      size.decrementAndGet();
    }
    return record;
  }

  /** Forgets all. */
  void clear() {
    while (poll() != null) {
      // taken, and nobody wants it
    }
  }
}
