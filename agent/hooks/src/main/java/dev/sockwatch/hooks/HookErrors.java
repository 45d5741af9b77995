package dev.sockwatch.hooks;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Counts what went wrong inside hooks and keeps the first error: never thrown, never silent. */
public final class HookErrors {
  private static final AtomicLong COUNT = new AtomicLong();
  private static final AtomicReference<@Nullable Throwable> FIRST = new AtomicReference<>();

  private HookErrors() {}

  /** Counts one failed call. */
  public static void record(Throwable error) {
    COUNT.incrementAndGet();
    FIRST.compareAndSet(null, error);
  }

  /** Counts one call by a class that is not woven. */
  public static void refused(Class<?> caller) {
    COUNT.incrementAndGet();
    if (FIRST.get() == null) {
      FIRST.compareAndSet(
          null, new IllegalCallerException(caller.getName() + " is not woven and calls a hook"));
    }
  }

  /** How many hook calls failed since the start of the JVM. */
  public static long count() {
    return COUNT.get();
  }

  /** The first failure, or null while there was none. */
  public static @Nullable Throwable first() {
    return FIRST.get();
  }
}
