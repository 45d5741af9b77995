package dev.sockwatch.snapshot;

import org.jspecify.annotations.Nullable;

/**
 * The kernel has the connection in CLOSE_WAIT (RFC 9293 section 3.3.2): the peer has sent a FIN,
 * the program has not closed.
 *
 * @param sinceNanos since when, as far as it is known, on the clock of {@link Snapshot}
 * @param finWaits whether the kernel still holds the FIN for a read; null when not asked
 */
public record CloseWait(long sinceNanos, @Nullable Boolean finWaits) {}
