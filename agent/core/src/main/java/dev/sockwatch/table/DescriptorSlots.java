package dev.sockwatch.table;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * An array of records indexed by descriptor, in chunks: numbers are small and dense as a rule, and
 * can exceed a million. Lock-free; a read is two array loads.
 */
final class DescriptorSlots {
  private static final int CHUNK_SIZE = 1024;
  private static final int MAX_CHUNKS = 4096;

  private final AtomicReferenceArray<@Nullable AtomicReferenceArray<@Nullable TrackedSocket>>
      chunks = new AtomicReferenceArray<>(MAX_CHUNKS);
  private final AtomicInteger highest = new AtomicInteger(-1);

  /** Whether the array has a slot for this number. */
  static boolean covers(int fd) {
    return fd >= 0 && fd < MAX_CHUNKS * CHUNK_SIZE;
  }

  @Nullable TrackedSocket get(int fd) {
    AtomicReferenceArray<@Nullable TrackedSocket> chunk = chunk(fd);
    return chunk == null ? null : chunk.get(fd % CHUNK_SIZE);
  }

  /** What is in a slot, if it is this owner's, or no owner is known; else null. */
  @Nullable TrackedSocket heldBy(@Nullable Object owner, int fd) {
    TrackedSocket socket = get(fd);
    return socket != null && (owner == null || socket.isHeldBy(owner)) ? socket : null;
  }

  /** Empties a slot and returns what was in it. */
  @Nullable TrackedSocket take(int fd) {
    AtomicReferenceArray<@Nullable TrackedSocket> chunk = chunk(fd);
    return chunk == null ? null : chunk.getAndSet(fd % CHUNK_SIZE, null);
  }

  /** Fills a slot that the array covers, and returns what was in it. */
  @Nullable TrackedSocket put(int fd, TrackedSocket socket) {
    TrackedSocket before = chunkFor(fd).getAndSet(fd % CHUNK_SIZE, socket);
    raiseTo(fd);
    return before;
  }

  /** Fills an empty slot that the array covers; false if it is not empty. */
  boolean putIfEmpty(int fd, TrackedSocket socket) {
    boolean isPut = chunkFor(fd).compareAndSet(fd % CHUNK_SIZE, null, socket);
    raiseTo(fd);
    return isPut;
  }

  /** Puts another record in the place of this one, if it is still there. */
  void replace(int fd, TrackedSocket socket, TrackedSocket by) {
    AtomicReferenceArray<@Nullable TrackedSocket> chunk = chunk(fd);
    if (chunk != null) {
      chunk.compareAndSet(fd % CHUNK_SIZE, socket, by);
    }
  }

  /** Empties a slot if it holds this record. */
  boolean remove(int fd, TrackedSocket socket) {
    AtomicReferenceArray<@Nullable TrackedSocket> chunk = chunk(fd);
    return chunk != null && chunk.compareAndSet(fd % CHUNK_SIZE, socket, null);
  }

  /** What is in the next filled slot from this number on, or null. */
  @Nullable TrackedSocket atOrAfter(int fd) {
    int last = highest.get();
    for (int i = Math.max(0, fd); i <= last; i++) {
      AtomicReferenceArray<@Nullable TrackedSocket> chunk = chunk(i);
      if (chunk == null) {
        i |= CHUNK_SIZE - 1; // none of it was ever filled
        continue;
      }
      TrackedSocket socket = chunk.get(i % CHUNK_SIZE);
      if (socket != null) {
        return socket;
      }
    }
    return null;
  }

  /**
   * Has visits end at the highest slot that is filled now: a number that was high once would make
   * every one long. A slot that is filled meanwhile is seen either here or by who fills it.
   */
  void lowerHighest() {
    int before = highest.get();
    int last = lastFilled(before, -1);
    if (last < before && highest.compareAndSet(before, last)) {
      raiseTo(lastFilled(before, last));
    }
  }

  /** The highest number that a visit looks at. */
  int highest() {
    return highest.get();
  }

  /** Empties all, and gives the memory back. */
  void clear() {
    for (int i = 0; i < MAX_CHUNKS; i++) {
      chunks.set(i, null);
    }
    highest.set(-1);
  }

  /** The highest number of a filled slot that is at most {@code from}, else {@code least}. */
  private int lastFilled(int from, int least) {
    for (int i = from; i > least; i--) {
      AtomicReferenceArray<@Nullable TrackedSocket> chunk = chunk(i);
      if (chunk == null) {
        i &= -CHUNK_SIZE; // on to the chunk before
      } else if (chunk.get(i % CHUNK_SIZE) != null) {
        return i;
      }
    }
    return least;
  }

  private @Nullable AtomicReferenceArray<@Nullable TrackedSocket> chunk(int fd) {
    return covers(fd) ? chunks.get(fd / CHUNK_SIZE) : null;
  }

  /** After the slot was filled: see {@link #lowerHighest}. */
  private void raiseTo(int fd) {
    int before = highest.get();
    while (fd > before && !highest.compareAndSet(before, fd)) {
      before = highest.get();
    }
  }

  private AtomicReferenceArray<@Nullable TrackedSocket> chunkFor(int fd) {
    int index = fd / CHUNK_SIZE;
    AtomicReferenceArray<@Nullable TrackedSocket> chunk = chunks.get(index);
    if (chunk == null) {
      AtomicReferenceArray<@Nullable TrackedSocket> fresh = new AtomicReferenceArray<>(CHUNK_SIZE);
      chunk = chunks.compareAndExchange(index, null, fresh);
      chunk = chunk == null ? fresh : chunk;
    }
    return chunk;
  }
}
