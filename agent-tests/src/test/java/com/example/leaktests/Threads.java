package com.example.leaktests;

/** Threads of a JDK that may be newer than the one this is compiled for. */
final class Threads {
  private Threads() {}

  /** Started; a plain one before JDK 21. */
  static Thread virtualOrPlain(Runnable task) throws Exception {
    try {
      return (Thread)
          Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
    } catch (NoSuchMethodException e) {
      Thread thread = new Thread(task);
      thread.start();
      return thread;
    }
  }
}
