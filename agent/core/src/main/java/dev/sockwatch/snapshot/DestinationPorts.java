package dev.sockwatch.snapshot;

import dev.sockwatch.stack.CallStack;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ephemeral ports that connections to one destination hold. The kernel gives the same local
 * port to connections to different destinations, so each destination has the whole range.
 *
 * @param destination the other side
 * @param holders the lines whose connections hold them, the most first; ports of listeners, which
 *     count for each destination, are nobody's
 * @param open ports of connections there that are not in TIME_WAIT, and of listeners
 * @param closedSecondsAgo ports in TIME_WAIT that the kernel does not give to another connection
 *     yet, by how long ago the connection was closed: element 0 counts those of the last second
 * @param givenBack ports in TIME_WAIT that the kernel takes for the next connection there
 *     (tcp_tw_reuse)
 * @param heldSeconds how long a port stays in TIME_WAIT before it is given back
 */
public record DestinationPorts(
    String destination,
    List<PortShare> holders,
    int open,
    List<Integer> closedSecondsAgo,
    int givenBack,
    int heldSeconds) {
  /** A stack of the line that holds most, or null when no hook saw that. */
  public @Nullable CallStack opening() {
    return holders.isEmpty() ? null : holders.get(0).opening();
  }

  /** The lines whose closed connections hold ports, the most first. */
  public List<PortShare> closers() {
    return holders.stream()
        .filter(holder -> holder.timeWait() > 0)
        .sorted(Comparator.comparingInt(PortShare::timeWait).reversed())
        .toList();
  }

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
