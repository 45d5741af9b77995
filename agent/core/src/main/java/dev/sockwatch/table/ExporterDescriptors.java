package dev.sockwatch.table;

import java.util.concurrent.atomic.AtomicInteger;
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
  private final AtomicInteger highest = new AtomicInteger();

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
        atLeast(i + 1);
        break;
      }
    }
    return true;
  }

  private void atLeast(int number) {
    int before = highest.get();
    while (number > before && !highest.compareAndSet(before, number)) {
      before = highest.get();
    }
  }

  boolean has(int fd) {
    for (int i = 0; i < highest.get(); i++) {
      if (numbers.get(i) == fd) {
        return true;
      }
    }
    return false;
  }

  /** Its number may be another's from now on. */
  void release(int fd) {
    for (int i = 0; i < highest.get(); i++) {
      numbers.compareAndSet(i, fd, NONE);
    }
  }
}
