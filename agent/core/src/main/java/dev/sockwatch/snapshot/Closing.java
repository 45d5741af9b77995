package dev.sockwatch.snapshot;

/**
 * The program has closed a socket whose descriptor is still open.
 *
 * @param atNanos when, on the clock of {@link Snapshot}
 * @param selectors the selectors that a channel is still registered with; else empty
 */
public record Closing(long atNanos, String selectors) {}
