package dev.sockwatch.agent;

import dev.sockwatch.agent.management.OperationQueue;
import dev.sockwatch.kernel.RunDelay;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Where the thread that ends the JVM and the sampler meet.
 *
 * <p>The ending thread waits for the last report, but no longer than a bound, which counts from the
 * first thread that ends the JVM; the time in which the sampler finds no CPU is not counted, up to
 * a bound of its own.
 */
public final class ExitGate implements OperationQueue.Sleeper {
  /** A collection of a large heap takes seconds; somebody has asked for it. */
  private static final long COLLECTION_BOUND_NANOS = 13_000_000_000L;

  /** On a machine without a CPU to spare the sampler needs more time than it uses. */
  private static final long STARVED_BOUND_NANOS = 6_000_000_000L;

  private final LongSupplier starvedNanos;
  private boolean exiting;
  private boolean urgent;
  private boolean finished;
  private long deadlineNanos;
  private long starvedBefore;

  /** A sampler that always has a CPU. */
  ExitGate() {
    this(new RunDelay());
  }

  /**
   * A gate.
   *
   * @param starvedNanos how long the sampler has waited for a CPU, which is not its own fault
   */
  ExitGate(LongSupplier starvedNanos) {
    this.starvedNanos = starvedNanos;
  }

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
      starvedBefore = starvedNanos.getAsLong();
      notifyAll();
    }
    boolean interrupted = false;
    while (!finished) {
      long left = deadlineNanos - System.nanoTime();
      left = left > 0 ? left : left + starved();
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
    return exiting ? deadlineNanos - System.nanoTime() + starved() : Long.MAX_VALUE;
  }

  private long starved() {
    long starved = starvedNanos.getAsLong() - starvedBefore;
    return Math.max(0, Math.min(starved, STARVED_BOUND_NANOS));
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
