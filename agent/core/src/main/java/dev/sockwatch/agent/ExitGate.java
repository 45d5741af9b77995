package dev.sockwatch.agent;

import dev.sockwatch.agent.management.OperationQueue;
import java.util.concurrent.TimeUnit;

/**
 * Where the thread that ends the JVM and the sampler meet.
 *
 * <p>The ending thread waits for the last report, but no longer than a bound.
 */
public final class ExitGate implements OperationQueue.Sleeper {
  private boolean exiting;
  private boolean urgent;
  private boolean finished;

  /** The sampler pauses; true when the JVM is ending. */
  synchronized boolean pause(long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    while (!exiting && !urgent) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        break;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
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
    exiting = true;
    notifyAll();
    long deadline = System.nanoTime() + boundNanos;
    boolean interrupted = false;
    while (!finished) {
      long left = deadline - System.nanoTime();
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

  /** The sampler has written its last report, or has died. */
  synchronized void finished() {
    finished = true;
    notifyAll();
  }
}
