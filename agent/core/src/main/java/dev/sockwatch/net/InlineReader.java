package dev.sockwatch.net;

import org.jspecify.annotations.Nullable;

/**
 * Asks the kernel about a descriptor on the application's own thread: a few system calls that never
 * block, none before the way of asking is warm.
 */
public interface InlineReader {
  /** Asks nothing: before the kernel's source is open, and where there is none. */
  InlineReader NONE = new Silent();

  /**
   * What the kernel says; null when it cannot be asked now, or the socket is no TCP socket.
   *
   * @param fd whose descriptor the caller checks before and after: its number may be reused
   * @param kind what happened, which decides what is asked
   * @param withLocal whether to ask for the socket's own address
   * @param withRemote whether to ask for the peer's address
   */
  @Nullable KernelReading ask(int fd, IncidentKind kind, boolean withLocal, boolean withRemote);

  /** Knows nothing. A class, not a lambda: it is made before the application starts. */
  final class Silent implements InlineReader {
    private Silent() {}

    @Override
    public @Nullable KernelReading ask(
        int fd, IncidentKind kind, boolean withLocal, boolean withRemote) {
      return null;
    }
  }
}
