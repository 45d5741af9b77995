package dev.sockwatch.agent;

import dev.sockwatch.kernel.RunDelay;
import dev.sockwatch.table.TableListener;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** What hooks report to the sampler at once: that the JVM ends, and that no descriptor was left. */
final class Lifecycle implements TableListener {
  /** For all of the end: the last round, the report, the log, the export. */
  private static final long EXIT_BOUND_NANOS = 2_000_000_000L;

  private final RunDelay samplersDelay = new RunDelay();
  private final ExitGate gate = new ExitGate(samplersDelay);
  private final AtomicBoolean dumpDue = new AtomicBoolean();
  private final AtomicLong exhaustedAtNanos = new AtomicLong();
  private final long startedAtMillis = System.currentTimeMillis();
  private volatile boolean socketSeen;

  @Override
  public void firstSocket() {
    socketSeen = true;
    gate.wake();
  }

  /** Whether the program has had a socket. */
  boolean isSocketSeen() {
    return socketSeen;
  }

  @Override
  public void descriptorsExhausted() {
    if (exhaustedAtNanos.getAndSet(System.nanoTime() | 1) == 0) {
      dumpDue.set(true);
      gate.wake();
    }
  }

  @Override
  public void exiting() {
    gate.exit(EXIT_BOUND_NANOS);
  }

  long startedAtMillis() {
    return startedAtMillis;
  }

  /** The calling thread is the sampler's. */
  void samplerBegins() {
    samplersDelay.ofThisThread();
  }

  ExitGate gate() {
    return gate;
  }

  /**
   * Whether a call failed for want of a descriptor within the last {@code windowNanos}, or has not
   * been reported yet.
   */
  boolean exhaustedWithin(long windowNanos) {
    long at = exhaustedAtNanos.get();
    return at != 0 && (dumpDue.get() || System.nanoTime() - at < windowNanos);
  }

  /** Whether the dump of descriptors is due. */
  boolean isDumpDue() {
    return dumpDue.get();
  }

  /** True once, when the dump of descriptors is due. */
  boolean takeDump() {
    return dumpDue.getAndSet(false);
  }
}
