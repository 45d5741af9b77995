package dev.sockwatch.agent;

import dev.sockwatch.agent.management.OperationQueue;
import java.util.concurrent.TimeUnit;

/**
 * Where the thread that ends the JVM and the sampler meet.
 *
 * <p>The ending thread waits for the last report, but no longer than a bound, which counts from the
 * first thread that ends the JVM.
 */
public final class ExitGate implements OperationQueue.Sleeper {
  /** A collection of a large heap takes seconds; somebody has asked for it. */
  private static final long COLLECTION_BOUND_NANOS = 13_000_000_000L;

  private boolean exiting;
  private boolean urgent;
  private boolean finished;
  private long deadlineNanos;

  /** The sampler pauses; true when the JVM is ending. Interrupts are nobody's business here. */
  synchronized boolean pause(long nanos) {
    long deadline = System.nanoTime() + nanos;
    while (!exiting && !urgent) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        break;
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        // By a program that interrupts all threads; the flag is cleared.
      }
    }
    urgent = false;
    return exiting;
  }

  /** Ends the sampler's pause early. */
  @Override
  public synchronized void wake() {
    urgent = true;
    notifyAll();
  }

  /** The JVM ends: waits until the sampler has written its last report, or the bound has passed. */
  synchronized void exit(long boundNanos) {
    if (!exiting) {
      exiting = true;
      deadlineNanos = System.nanoTime() + boundNanos;
      notifyAll();
    }
    boolean interrupted = false;
    while (!finished) {
      long left = deadlineNanos - System.nanoTime();
      if (left <= 0) {
        break;
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        interrupted = true; // the application's business, not ours
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** How long the ending thread will still wait; for ever while nobody ends the JVM. */
  synchronized long leftNanos() {
    return exiting ? deadlineNanos - System.nanoTime() : Long.MAX_VALUE;
  }

  /** Does what takes its time and was asked for, which the ending thread does not count. */
  void uncounted(Runnable collection) {
    synchronized (this) {
      deadlineNanos += COLLECTION_BOUND_NANOS;
    }
    long began = System.nanoTime();
    try {
      collection.run();
    } finally {
      synchronized (this) {
        long took = System.nanoTime() - began;
        deadlineNanos += Math.min(took, COLLECTION_BOUND_NANOS) - COLLECTION_BOUND_NANOS;
        notifyAll();
      }
    }
  }

  /** The sampler has written its last report, or has died. */
  synchronized void finished() {
    finished = true;
    notifyAll();
  }
}
