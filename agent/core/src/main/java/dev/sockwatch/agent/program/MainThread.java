package dev.sockwatch.agent.program;

/** The thread that runs the program's main method: what it began with, where no command says so. */
final class MainThread {
  private static final int MOST_THREADS = 1000;

  private MainThread() {}

  /** The class of its outermost frame outside the JDK's start-up code; empty when unknown. */
  static String className() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    if (group == null) {
      return "";
    }
    Thread[] threads = new Thread[MOST_THREADS];
    int number = group.enumerate(threads, false);
    for (int i = 0; i < number; i++) {
      if (threads[i].getName().equals("main")) {
        StackTraceElement[] frames = threads[i].getStackTrace();
        return frames.length == 0 ? "" : frames[frames.length - 1].getClassName();
      }
    }
    return "";
  }
}
