package dev.sockwatch.sample;

import dev.sockwatch.net.Role;
import dev.sockwatch.snapshot.AbandonedSockets;
import dev.sockwatch.stack.CallStack;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sockets that the JDK's cleaner closed since the agent started, by call site. Used by the
 * sampler alone.
 */
final class AbandonedOwners {
  private static final int MAX_SITES = 1000;

  private final SocketTable table;
  private final KnownAddresses addresses;
  private final DestinationNames destinations;
  private final Map<String, AbandonedSockets> bySite = new LinkedHashMap<>();

  AbandonedOwners(SocketTable table, KnownAddresses addresses, DestinationNames destinations) {
    this.table = table;
    this.addresses = addresses;
    this.destinations = destinations;
  }

  /** Takes what was collected since the last round. */
  List<AbandonedSockets> round(long now) {
    for (TrackedSocket socket = table.pollCollected();
        socket != null;
        socket = table.pollCollected()) {
      CallStack opening = addresses.openingOf(socket);
      String site = opening == null ? "" : opening.callSite();
      if (bySite.size() < MAX_SITES || bySite.containsKey(site)) {
        long openFor = now - socket.openedAtNanos();
        bySite.merge(
            site,
            new AbandonedSockets(
                opening, destinations.of(socket), 1, openFor, idleFor(socket, now), now),
            AbandonedSockets::and);
      }
    }
    return List.copyOf(bySite.values());
  }

  private static long idleFor(TrackedSocket socket, long now) {
    if (socket.role() == Role.LISTENER) {
      return 0;
    }
    long used = socket.transferredAtNanos();
    return now - (used == 0 ? socket.openedAtNanos() : used);
  }
}
