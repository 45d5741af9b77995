package dev.sockwatch.table;

import org.jspecify.annotations.Nullable;

/**
 * When bytes last moved, to a sampling round: hooks need no clock. Of sockets about which the
 * kernel says it, not.
 */
final class TransferStamps {
  private final DescriptorSlots slots;
  private final ExporterDescriptors own;

  /** The sampler's clock. */
  private volatile long roundNanos = System.nanoTime();

  TransferStamps(DescriptorSlots slots, ExporterDescriptors own) {
    this.slots = slots;
    this.own = own;
  }

  void beginRound(long nanos) {
    roundNanos = nanos;
    slots.lowerHighest();
  }

  /** The record after a transfer: another one where this is the first thing seen of it. */
  TrackedSocket transferred(TrackedSocket found, @Nullable Object handle, int fd) {
    TrackedSocket socket = found;
    if (socket.isUnseen()) {
      if (own.take(fd)) {
        found.mark(TrackedSocket.RELEASED);
        slots.remove(fd, found); // opened by an exporter before anybody watched
        return found;
      }
      socket = found.seenBy(handle);
      slots.replace(fd, found, socket);
    }
    if (!socket.isKernelTimed()) {
      socket.transferredAt(roundNanos);
    }
    return socket;
  }
}
