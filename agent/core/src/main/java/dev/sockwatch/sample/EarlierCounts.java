package dev.sockwatch.sample;

import dev.sockwatch.snapshot.GroupCounts;
import dev.sockwatch.snapshot.Snapshot;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The counts of the last few windows, by which a trend is seen. Used by the sampler alone. */
final class EarlierCounts {
  private static final int MAX = 5;

  private final long windowNanos;
  private final Deque<GroupCounts> counts = new ArrayDeque<>();

  /**
   * None yet.
   *
   * @param windowNanos how far apart they are taken
   */
  EarlierCounts(long windowNanos) {
    this.windowNanos = windowNanos;
  }

  /** One window apart, newest first. */
  List<GroupCounts> latest() {
    return List.copyOf(counts);
  }

  /** Keeps the counts of a snapshot once a window. */
  void take(Snapshot snapshot) {
    if (counts.isEmpty() || snapshot.atNanos() - counts.getFirst().atNanos() >= windowNanos) {
      counts.addFirst(GroupCounts.of(snapshot));
      if (counts.size() > MAX) {
        counts.removeLast();
      }
    }
  }

  /** Watching was off: nothing can be compared with what was before. */
  void clear() {
    counts.clear();
  }
}
