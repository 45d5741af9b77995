package dev.sockwatch.table;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A sample of the sockets released since the last round, for what the kernel keeps of them after
 * their descriptor is gone. The newest stay; one atomic step and one store for each release.
 */
final class RecentlyReleased {
  /** Each costs the sampler the reading of a stack. */
  private static final int SIZE = 256;

  private final AtomicReferenceArray<@Nullable TrackedSocket> sockets =
      new AtomicReferenceArray<>(SIZE);
  private final AtomicInteger next = new AtomicInteger();

  void add(TrackedSocket socket) {
    sockets.setRelease(next.getAndIncrement() & (SIZE - 1), socket);
  }

  void clear() {
    for (int i = 0; i < SIZE; i++) {
      sockets.set(i, null);
    }
  }

  void drain(Consumer<TrackedSocket> visitor) {
    for (int i = 0; i < SIZE; i++) {
      TrackedSocket socket = sockets.get(i) == null ? null : sockets.getAndSet(i, null);
      if (socket != null) {
        visitor.accept(socket);
      }
    }
  }
}
