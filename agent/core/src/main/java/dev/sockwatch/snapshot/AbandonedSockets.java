package dev.sockwatch.snapshot;

import dev.sockwatch.stack.CallStack;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of one call site that the program had dropped without a close, and that the JDK's
 * cleaner has closed, since the agent started.
 *
 * @param opening the stack that opened the first one, or null
 * @param destination of the last one, as far as it was known
 * @param count how many
 * @param longestOpenNanos the longest that one of them had been open
 * @param longestIdleNanos the longest that one of them had not been used when it was collected; a
 *     listener, whose use is not seen, counts as used
 * @param lastAtNanos when the last one was collected, on the clock of {@link Snapshot}
 */
public record AbandonedSockets(
    @Nullable CallStack opening,
    String destination,
    long count,
    long longestOpenNanos,
    long longestIdleNanos,
    long lastAtNanos) {
  public AbandonedSockets and(AbandonedSockets later) {
    return new AbandonedSockets(
        opening,
        later.destination,
        count + later.count,
        Math.max(longestOpenNanos, later.longestOpenNanos),
        Math.max(longestIdleNanos, later.longestIdleNanos),
        later.lastAtNanos);
  }
}
