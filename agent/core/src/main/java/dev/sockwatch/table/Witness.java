package dev.sockwatch.table;

import org.jspecify.annotations.Nullable;

/**
 * Asks the kernel about a descriptor on the application's own thread: a few system calls that never
 * block, none before the way of asking is warm.
 */
public interface Witness {
  /** Asks nothing: before the kernel's source is open, and where there is none. */
  Witness NONE = (socket, kind) -> null;

  /** What the kernel says; null when it cannot be asked now, or the socket is no TCP socket. */
  @Nullable Testimony ask(TrackedSocket socket, Incident.Kind kind);
}
