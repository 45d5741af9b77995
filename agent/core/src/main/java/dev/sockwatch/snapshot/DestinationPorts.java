package dev.sockwatch.snapshot;

import dev.sockwatch.stack.CallStack;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ephemeral ports that connections to one destination hold. The kernel gives the same local
 * port to connections to different destinations, so each destination has the whole range.
 *
 * @param destination the other side
 * @param opening the stack that connected there last, or null when no hook saw that
 * @param open ports of connections there that are not in TIME_WAIT, and of listeners
 * @param closedSecondsAgo ports in TIME_WAIT that the kernel does not give to another connection
 *     yet, by how long ago the connection was closed: element 0 counts those of the last second
 * @param givenBack ports in TIME_WAIT that the kernel takes for the next connection there
 *     (tcp_tw_reuse)
 * @param heldSeconds how long a port stays in TIME_WAIT before it is given back
 */
public record DestinationPorts(
    String destination,
    @Nullable CallStack opening,
    int open,
    List<Integer> closedSecondsAgo,
    int givenBack,
    int heldSeconds) {
  /** Ports in TIME_WAIT that no new connection can have yet. */
  public int timeWait() {
    int sum = 0;
    for (int number : closedSecondsAgo) {
      sum += number;
    }
    return sum;
  }

  /** Ports that a new connection to this destination cannot have. */
  public int used() {
    return open + timeWait();
  }
}
