package dev.sockwatch.table;

import dev.sockwatch.net.IncidentKind;
import dev.sockwatch.net.KernelReading;
import dev.sockwatch.net.SocketFailure;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to one socket at one moment and is over before a sampling round can see
 * it.
 *
 * @param kind what happened
 * @param socket to which socket
 * @param atNanos when, by {@link System#nanoTime}
 * @param elapsedNanos how long what ended here had taken, by its kind
 * @param failure the exception that showed it, or null
 * @param said what the kernel said at that moment, or null where it was not asked
 */
public record Incident(
    IncidentKind kind,
    TrackedSocket socket,
    long atNanos,
    long elapsedNanos,
    @Nullable SocketFailure failure,
    @Nullable KernelReading said) {
  /** Half of the time after which a SYN is sent again (TCP_TIMEOUT_INIT; RFC 6298 section 2.1). */
  public static final long SLOW_CONNECT_NANOS = 500_000_000;

  /** Half of the least time by which Linux delays an acknowledgement (TCP_DELACK_MIN, 40 ms). */
  public static final long LATE_ANSWER_NANOS = 20_000_000;
}
