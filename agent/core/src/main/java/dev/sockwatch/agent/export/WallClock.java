package dev.sockwatch.agent.export;

import java.time.Instant;

/** Turns {@link System#nanoTime} into nanoseconds since the epoch, as of the moment it was made. */
final class WallClock {
  private final long epochNanos;
  private final long nanoTime;

  WallClock() {
    Instant now = Instant.now();
    this.nanoTime = System.nanoTime();
    this.epochNanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  /** 0 stays 0: it means "not". */
  long epochNanos(long nanos) {
    return nanos == 0 ? 0 : epochNanos + (nanos - nanoTime);
  }
}
