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
import java.util.Objects;
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
   * @param opening the stack that connected there, or opened the listener; null when unknown
   * @param isOnlyLine whether no other line is known to have connected there
   */
  record Place(Role role, String destination, @Nullable CallStack opening, boolean isOnlyLine) {
    Place(Role role, String destination, @Nullable CallStack opening) {
      this(role, destination, opening, true);
    }

    /** The same place, for a connection that this stack has opened. */
    Place openedBy(@Nullable CallStack stack) {
      return new Place(role, destination, stack, isOnlyLine);
    }

    @Nullable String callSite() {
      return opening == null ? null : opening.callSite();
    }
  }

  private final CallStacks stacks;
  private final DestinationNames destinations;
  private final TimeWaitOwners ended;
  private final OpenConnections open = new OpenConnections();
  private final Map<Integer, TrackedSocket> openListeners = new HashMap<>();
  private final Map<Integer, Place> listeners = latest();
  private final Map<Endpoint, Place> clients = latest();

  public KnownAddresses(CallStacks stacks, DestinationNames destinations) {
    this(stacks, destinations, new TimeWaitOwners());
  }

  KnownAddresses(CallStacks stacks, DestinationNames destinations, TimeWaitOwners ended) {
    this.stacks = stacks;
    this.destinations = destinations;
    this.ended = ended;
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
    if (own == null || local == null || socket.role() != Role.SERVER) {
      return own;
    }
    Place listener = listeners.get(local.port()); // one that is closed, too
    CallStack asked = listener == null ? null : listener.opening();
    return asked != null && accepts(asked.certainty(), own.certainty()) ? asked : own;
  }

  /** One listener, one line, unless the program itself calls accept at another one. */
  private static boolean accepts(Certainty listener, Certainty acceptor) {
    boolean isByLibrary = acceptor == Certainty.LIBRARY || acceptor == Certainty.NONE;
    return listener.compareTo(acceptor) < 0 || (isByLibrary && listener != Certainty.NONE);
  }

  /** Whether a listener of ours is open at this port. */
  boolean isListening(int port) {
    return openListeners.containsKey(port);
  }

  /** Whether this JVM is known to have connected there. */
  boolean hasConnectedTo(Endpoint remote) {
    return clients.containsKey(remote);
  }

  /** Which of our places a connection belongs to; null for another process's. */
  @Nullable Place of(KernelSocket connection) {
    CallStack opening = lineOf(connection);
    Place listener = listeners.get(connection.local().port());
    if (listener != null) {
      return opening == null ? listener : listener.openedBy(opening);
    }
    Endpoint remote = connection.remote();
    Place client = remote == null ? null : clients.get(remote);
    if (remote == null || client == null || (opening == null && client.isOnlyLine())) {
      return client;
    }
    return client.openedBy(opening == null ? ended.onlyCloser(remote) : opening);
  }

  /** The stack that opened just this connection, open or ended; null when not known. */
  @Nullable CallStack lineOf(KernelSocket connection) {
    Endpoint remote = connection.remote();
    if (remote == null) {
      return null;
    }
    CallStack opening = open.openingOf(connection.local(), remote);
    return opening == null ? ended.openingOf(connection.local(), remote) : opening;
  }

  /** Which stacks have more connections to a destination than can be found by their addresses. */
  OpenConnections open() {
    return open;
  }

  TimeWaitOwners ended() {
    return ended;
  }

  /**
   * A connection was closed by the program.
   *
   * @param opening the stack that opened it
   * @param bySelf whether the other side had not closed before: then TIME_WAIT is left
   * @param number how many it stands for
   */
  void noteClosed(
      TrackedSocket socket,
      @Nullable CallStack opening,
      long atNanos,
      boolean bySelf,
      double number) {
    Endpoint remote = remoteOf(socket);
    if (remote == null || opening == null) {
      return;
    }
    if (socket.local() != null) {
      ended.ended(socket.local(), remote, opening, atNanos);
    }
    if (bySelf && socket.role() == Role.CLIENT) {
      ended.closedFirst(remote, opening, atNanos, number);
    }
  }

  /** Notes all connections that are open, and those released since the round began. */
  void noteNow(SocketTable table) {
    open.clear();
    table.forEach(
        socket -> {
          noteClient(socket);
          noteOpen(socket);
        });
  }

  /** Those that were released while the kernel was asked. */
  void noteReleasedMeanwhile(SocketTable table) {
    table.drainReleased(
        socket -> {
          noteClient(socket);
          Endpoint remote = socket.role() == Role.CLIENT ? remoteOf(socket) : null;
          CallStack opening = socket.opening(stacks);
          if (remote != null && opening != null && socket.local() == null) {
            open.justReleased(remote, opening);
          }
        });
  }

  private void noteOpen(TrackedSocket socket) {
    Endpoint remote = socket.role() == Role.CLIENT ? remoteOf(socket) : null;
    CallStack opening = socket.opening(stacks);
    if (remote != null && opening != null) {
      open.add(socket.local(), remote, opening);
    }
  }

  /** Also what is open: a connection of the same kind may have ended a moment ago. */
  void noteClient(TrackedSocket socket) {
    Endpoint remote = socket.role() == Role.CLIENT ? remoteOf(socket) : null;
    if (remote == null) {
      return;
    }
    CallStack opening = socket.opening(stacks);
    Place before = clients.get(remote);
    boolean isOnlyLine =
        before == null || (before.isOnlyLine() && Objects.equals(before.callSite(), site(opening)));
    clients.put(remote, new Place(Role.CLIENT, destinations.of(socket), opening, isOnlyLine));
    Endpoint local = socket.local();
    if (socket.isReleased() && local != null && opening != null) {
      long closedAt = socket.closingAtNanos();
      ended.ended(local, remote, opening, closedAt == 0 ? System.nanoTime() : closedAt);
    }
  }

  private static @Nullable String site(@Nullable CallStack opening) {
    return opening == null ? null : opening.callSite();
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
