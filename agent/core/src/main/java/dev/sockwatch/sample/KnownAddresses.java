package dev.sockwatch.sample;

import dev.sockwatch.kernel.KernelSocket;
import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.Role;
import dev.sockwatch.stack.CallStack;
import dev.sockwatch.stack.CallStack.Certainty;
import dev.sockwatch.stack.CallStacks;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where this JVM listens and where it has connected to, by address: for connections that have no
 * record of their own any more or yet. Used by the sampler alone.
 */
public final class KnownAddresses {
  private static final int MAX = 1000;

  /**
   * One address.
   *
   * @param role what our side of a connection there is for
   * @param destination as {@link DestinationNames} names it
   * @param opening the stack that last connected there, or opened the listener; null when unknown
   */
  record Place(Role role, String destination, @Nullable CallStack opening) {
    @Nullable String callSite() {
      return opening == null ? null : opening.callSite();
    }
  }

  private final CallStacks stacks;
  private final DestinationNames destinations;
  private final Map<Integer, TrackedSocket> openListeners = new HashMap<>();
  private final Map<Integer, Place> listeners = latest();
  private final Map<Endpoint, Place> clients = latest();

  public KnownAddresses(CallStacks stacks, DestinationNames destinations) {
    this.stacks = stacks;
    this.destinations = destinations;
  }

  /** Notes the listeners that are open, and what was released since the last round. */
  void beginRound(SocketTable table) {
    openListeners.clear();
    table.forEach(this::noteListener);
    table.drainReleased(this::noteClient);
  }

  /** The stack that opened a socket; an accepting thread's blames nobody, then its listener's. */
  @Nullable CallStack openingOf(TrackedSocket socket) {
    CallStack own = socket.opening(stacks);
    Endpoint local = socket.local();
    if (own == null || own.certainty() == Certainty.APPLICATION || local == null) {
      return own;
    }
    TrackedSocket listener = socket.role() == Role.SERVER ? openListeners.get(local.port()) : null;
    CallStack asked = listener == null ? null : listener.opening(stacks);
    boolean better =
        asked != null
            && (asked.certainty() == Certainty.APPLICATION || own.certainty() == Certainty.NONE);
    return better ? asked : own;
  }

  /** Whether a listener of ours is open at this port. */
  boolean isListening(int port) {
    return openListeners.containsKey(port);
  }

  /** Which of our places a connection belongs to; null for another process's. */
  @Nullable Place of(KernelSocket connection) {
    Place listener = listeners.get(connection.local().port());
    if (listener != null) {
      return listener;
    }
    Endpoint remote = connection.remote();
    return remote == null ? null : clients.get(remote);
  }

  /** Also what is open: a connection of the same kind may have ended a moment ago. */
  void noteClient(TrackedSocket socket) {
    Endpoint remote = socket.role() == Role.CLIENT ? remoteOf(socket) : null;
    if (remote != null) {
      clients.put(remote, new Place(Role.CLIENT, destinations.of(socket), socket.opening(stacks)));
    }
  }

  private void noteListener(TrackedSocket socket) {
    Endpoint local = socket.isListening() ? socket.local() : null;
    if (local != null) {
      openListeners.put(local.port(), socket);
      listeners.put(
          local.port(),
          new Place(Role.SERVER, "clients of port " + local.port(), socket.opening(stacks)));
    }
  }

  private static @Nullable Endpoint remoteOf(TrackedSocket socket) {
    if (socket.remote() != null) {
      return socket.remote();
    }
    return socket.askedRemote() instanceof InetSocketAddress asked && !asked.isUnresolved()
        ? Endpoint.of(asked)
        : null;
  }

  /** The addresses used last. */
  private static <K> Map<K, Place> latest() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, Place> eldest) {
        return size() > MAX;
      }
    };
  }
}
