package dev.sockwatch.snapshot;

import org.jspecify.annotations.Nullable;

/**
 * When bytes last moved on a socket.
 *
 * @param atNanos when data last moved in either direction, or when the connection was established,
 *     on the clock of {@link Snapshot}; {@link #UNKNOWN} where that is not known
 * @param sentAtNanos when data was last sent; {@link #UNKNOWN} where that is not known
 * @param ever whether any byte ever moved; null when unknown
 * @param isUnderWay whether data waits to be sent or acknowledged, or a thread for an answer: then
 *     the connection is in use, however long ago the last byte moved
 */
public record LastTransfer(
    long atNanos, long sentAtNanos, @Nullable Boolean ever, boolean isUnderWay) {
  /** No time: 10,000 samples a round need no object for each. */
  public static final long UNKNOWN = Long.MIN_VALUE;
}
