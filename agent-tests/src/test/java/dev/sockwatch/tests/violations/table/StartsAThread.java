package dev.sockwatch.tests.violations.table;

/** A thread that the agent's loop knows nothing of. */
final class StartsAThread {
  void start() {
    new Thread(new Task()).start();
  }

  private static final class Task implements Runnable {
    @Override
    public void run() {}
  }
}
