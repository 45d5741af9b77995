package com.example.probes;

import dev.sockwatch.tests.support.Await;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Threads of the probes, virtual ones included though this is compiled for JDK 17. */
public final class Threads {
  private static final Set<String> BLOCKING_CALLS =
      Set.of(
          "read0",
          "readv0",
          "write0",
          "writev0",
          "poll",
          "receive0",
          "connect0",
          "accept",
          "accept0",
          "wait");
  private static final Set<String> PARKING_PLACES =
      Set.of("sun.nio.ch.Poller", "sun.nio.ch.PendingFuture");

  private Threads() {}

  /** Makes virtual threads; fails before JDK 21. */
  public static ThreadFactory virtual() throws ReflectiveOperationException {
    Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
    Object factory = Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
    return (ThreadFactory) factory;
  }

  /** Runs the task on a thread of its own, and rethrows what it throws. */
  static void run(ThreadFactory threads, Task task) throws Exception {
    Background background = start(threads, task);
    background.join();
  }

  /** Starts the task on a thread of its own. */
  static Background start(ThreadFactory threads, Task task) {
    return new Background(threads, task);
  }

  static void join(Thread thread) throws InterruptedException {
    thread.join(TimeUnit.SECONDS.toMillis(ProbeEvents.PATIENCE.toSeconds()));
    if (thread.isAlive()) {
      throw new IllegalStateException(thread + " does not end");
    }
  }

  /** Waits until the thread sits in a call in the kernel, or is parked for its result. */
  public static void awaitBlocked(Thread thread) {
    Await.until(
        thread + " to block",
        ProbeEvents.PATIENCE,
        () -> {
          StackTraceElement[] stack = thread.getStackTrace();
          return isInCall(stack) || (isParked(thread) && waitsForInput(stack));
        });
  }

  private static boolean isInCall(StackTraceElement[] stack) {
    return stack.length > 0
        && stack[0].isNativeMethod()
        && BLOCKING_CALLS.contains(stack[0].getMethodName());
  }

  private static boolean isParked(Thread thread) {
    Thread.State state = thread.getState();
    return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
  }

  /** A virtual thread parks in the poller, one that asked an asynchronous channel at its future. */
  private static boolean waitsForInput(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      if (PARKING_PLACES.contains(frame.getClassName())) {
        return true;
      }
    }
    return false;
  }

  /** Something that may throw. */
  interface Task {
    void run() throws Exception;
  }

  /** A task that runs. */
  static final class Background {
    final Thread thread;
    private volatile boolean failed;
    private volatile Throwable failure = new IllegalStateException("no failure");

    private Background(ThreadFactory threads, Task task) {
      thread =
          threads.newThread(
              () -> {
                try {
                  task.run();
                } catch (Throwable t) {
                  failure = t;
                  failed = true;
                }
              });
      thread.start();
    }

    void join() throws Exception {
      Threads.join(thread);
      if (failed) {
        throw new IllegalStateException("failed in the background", failure);
      }
    }
  }
}
