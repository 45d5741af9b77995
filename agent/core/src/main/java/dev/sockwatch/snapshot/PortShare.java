package dev.sockwatch.snapshot;

import dev.sockwatch.stack.CallStack;
import org.jspecify.annotations.Nullable;

/**
 * The line that holds some of the ephemeral ports to a destination.
 *
 * @param opening a stack that connected there from this line; null for what no hook saw: a
 *     neighbour's connections, or those that ended before this JVM was watched
 * @param open ports of connections that are not in TIME_WAIT
 * @param timeWait ports in TIME_WAIT that the kernel does not give to another connection yet
 * @param isEstimated whether some are known by the line's number of closes only, not by their
 *     addresses
 */
public record PortShare(@Nullable CallStack opening, int open, int timeWait, boolean isEstimated) {
  /** All ports of this line. */
  public int used() {
    return open + timeWait;
  }
}
