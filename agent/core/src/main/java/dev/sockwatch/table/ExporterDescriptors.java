package dev.sockwatch.table;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The descriptors of exporters' connections, which never become records: a handful, since they keep
 * them.
 */
final class ExporterDescriptors {
  private static final int MAX = 16;
  private static final int NONE = -1;

  private final AtomicIntegerArray numbers = new AtomicIntegerArray(MAX);
  private final ExporterThreads threads = new ExporterThreads();
  private volatile int highest;

  ExporterDescriptors() {
    for (int i = 0; i < MAX; i++) {
      numbers.set(i, NONE);
    }
  }

  /** Looks for other agents with exporters. */
  void beginRound() {
    threads.lookForAgent();
  }

  /** Whether the calling thread is one whose sockets are not watched; if so, remembers this one. */
  boolean take(int fd) {
    if (!threads.isCurrent()) {
      return false;
    }
    for (int i = 0; i < MAX; i++) {
      if (numbers.compareAndSet(i, NONE, fd)) {
        highest = Math.max(highest, i + 1);
        break;
      }
    }
    return true;
  }

  boolean has(int fd) {
    for (int i = 0; i < highest; i++) {
      if (numbers.get(i) == fd) {
        return true;
      }
    }
    return false;
  }

  /** Its number may be another's from now on. */
  void release(int fd) {
    for (int i = 0; i < highest; i++) {
      numbers.compareAndSet(i, fd, NONE);
    }
  }
}
