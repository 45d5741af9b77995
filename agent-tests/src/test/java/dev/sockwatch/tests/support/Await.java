package dev.sockwatch.tests.support;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Waits for a condition until a deadline: the one place in the tests that pauses. */
public final class Await {
  private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(1).toNanos();
  private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(250).toNanos();

  /** Something that becomes true. */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws Exception;
  }

  /** Something that becomes available; null means not yet. */
  @FunctionalInterface
  public interface Source<T> {
    @Nullable T poll() throws Exception;
  }

  private Await() {}

  /** Returns once {@code condition} holds; after {@code deadline} it fails, naming {@code what}. */
  public static void until(String what, Duration deadline, Condition condition) {
    Object unused = value(what, deadline, () -> condition.holds() ? Boolean.TRUE : null);
  }

  /** Returns the first value that is not null; after {@code deadline} it fails. */
  public static <T> T value(String what, Duration deadline, Source<T> source) {
    long start = System.nanoTime();
    long pause = FIRST_PAUSE_NANOS;
    while (true) {
      T value = poll(what, source);
      if (value != null) {
        return value;
      }
      if (System.nanoTime() - start >= deadline.toNanos()) {
        throw new AssertionError("waited " + deadline.toMillis() + " ms in vain for " + what);
      }
      if (Thread.interrupted()) {
        throw new AssertionError("interrupted while waiting for " + what);
      }
      LockSupport.parkNanos(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
    }
  }

  private static <T> @Nullable T poll(String what, Source<T> source) {
    try {
      return source.poll();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError("failed while waiting for " + what, e);
    }
  }
}
