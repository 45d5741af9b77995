package dev.sockwatch.net;

import dev.sockwatch.table.Incident;
import dev.sockwatch.table.TrackedSocket;
import org.jspecify.annotations.Nullable;

/**
 * Asks the kernel about a descriptor on the application's own thread: a few system calls that never
 * block, none before the way of asking is warm.
 */
public interface InlineReader {
  /** Asks nothing: before the kernel's source is open, and where there is none. */
  InlineReader NONE = new Silent();

  /** What the kernel says; null when it cannot be asked now, or the socket is no TCP socket. */
  @Nullable KernelReading ask(TrackedSocket socket, Incident.Kind kind);

  /** Knows nothing. A class, not a lambda: it is made before the application starts. */
  final class Silent implements InlineReader {
    private Silent() {}

    @Override
    public @Nullable KernelReading ask(TrackedSocket socket, Incident.Kind kind) {
      return null;
    }
  }
}
