package dev.sockwatch.snapshot;

import org.jspecify.annotations.Nullable;

/**
 * A connection of ours that the program has closed.
 *
 * @param openedAtNanos when it was opened, on the clock of {@link Snapshot}
 * @param closedAtNanos when the program closed it
 * @param exchanges segments with data in the direction that had fewer, which bounds the exchanges;
 *     -1 where the kernel does not say
 * @param minRttMicros least round trip, 0 where it is not known
 * @param closedFirstByPeer whether the peer had closed before
 * @param reset whether the peer had reset it
 * @param traceId of the application's trace in which it was opened, or null
 */
public record EndedConnection(
    long openedAtNanos,
    long closedAtNanos,
    long exchanges,
    long minRttMicros,
    boolean closedFirstByPeer,
    boolean reset,
    @Nullable String traceId) {
  /** How long it was open. */
  public long lifeNanos() {
    return closedAtNanos - openedAtNanos;
  }
}
