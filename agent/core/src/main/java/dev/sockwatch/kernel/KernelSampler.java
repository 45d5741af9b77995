package dev.sockwatch.kernel;

import dev.sockwatch.table.CallStack;
import dev.sockwatch.table.CallStacks;
import dev.sockwatch.table.Endpoint;
import dev.sockwatch.table.Role;
import dev.sockwatch.table.SocketKind;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Joins the socket table with the kernel's answers into {@link Snapshot}s. One thread. */
public final class KernelSampler {
  private static final int TCP = 6;
  private static final int MAX_EARLIER = 5;
  private static final int MAX_COLLECTED_SITES = 1000;
  private static final int ROUNDS_PER_LIMIT = 10;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final SocketTable table;
  private final KernelSource kernel;
  private final CallStacks stacks;
  private final ProcessDescriptors descriptors;
  private final DescriptorAudit audit;
  private final Destinations destinations = new Destinations();
  private final long trendWindowNanos;
  private final UnreadEnds unreadEnds;
  private OptionalLong knownLimit = OptionalLong.empty();
  private int limitReadBefore;
  private final Deque<Census> earlier = new ArrayDeque<>();
  private final Map<String, CollectedSockets> collected = new LinkedHashMap<>();
  private final HostReader hosts = new HostReader();
  private final KnownPlaces places;

  /**
   * A sampler over one table.
   *
   * @param trendWindowNanos how far apart the head counts of a trend are taken
   */
  public KernelSampler(
      SocketTable table, KernelSource kernel, CallStacks stacks, long trendWindowNanos) {
    this.table = table;
    this.kernel = kernel;
    this.stacks = stacks;
    this.descriptors = new ProcessDescriptors();
    this.places = new KnownPlaces(stacks, destinations);
    this.unreadEnds = new UnreadEnds(kernel);
    this.audit = new DescriptorAudit(descriptors, kernel);
    this.trendWindowNanos = trendWindowNanos;
  }

  /**
   * Asks the kernel about every open socket.
   *
   * @param exhausted whether a call has failed with "too many open files"
   */
  public Snapshot sample(boolean exhausted) {
    long now = System.nanoTime();
    table.beginRound(now);
    kernel.beginRound();
    unreadEnds.beginRound();
    audit.round(table, now);
    places.beginRound(table);
    List<SocketSample> sockets = new ArrayList<>();
    table.forEach(
        socket -> {
          SocketSample sample = sample(socket, now);
          if (sample != null) {
            sockets.add(sample);
          }
        });
    OptionalLong open = descriptors.count();
    HostSample host =
        new HostSample(
            open, limit(exhausted ? open : OptionalLong.empty()), exhausted, hosts.read(now));
    Snapshot snapshot = new Snapshot(now, sockets, collected(now), host, List.copyOf(earlier));
    if (earlier.isEmpty() || now - earlier.getFirst().atNanos() >= trendWindowNanos) {
      earlier.addFirst(Census.of(snapshot));
      if (earlier.size() > MAX_EARLIER) {
        earlier.removeLast();
      }
    }
    return snapshot;
  }

  /** The kernel's list of TCP sockets now, joined with ours. */
  public ListedSockets list() {
    table.forEach(places::noteClient);
    return new ListedSockets(kernel.list(true), places);
  }

  /**
   * With no descriptor left the limit cannot be read: then it is what it was, or as many as there
   * are.
   */
  private OptionalLong limit(OptionalLong openWhenExhausted) {
    if (openWhenExhausted.isPresent() || limitReadBefore-- <= 0) {
      OptionalLong now = descriptors.limit();
      if (now.isPresent()) {
        knownLimit = now;
      }
      limitReadBefore = ROUNDS_PER_LIMIT;
    }
    return knownLimit.isPresent() ? knownLimit : openWhenExhausted;
  }

  private @Nullable SocketSample sample(TrackedSocket socket, long now) {
    int fd = socket.fd();
    if (socket.inode() == 0 && kernel.isByInode()) {
      socket.inode(descriptors.socketInode(fd));
    }
    long inode = socket.inode();
    if (socket.protocol() < 0) {
      socket.protocol(kernel.protocol(fd, inode).orElse(-1));
    }
    TcpInfo tcp = socket.protocol() == TCP ? kernel.tcpInfo(fd, inode) : null;
    TcpState state = tcp == null ? null : tcp.state();
    boolean addressless =
        socket.local() == null || (socket.remote() == null && socket.isConnected());
    if (addressless && socket.protocol() > 0 && !socket.isClosing()) {
      askAddresses(socket);
    }
    boolean closeWait = state == TcpState.CLOSE_WAIT;
    Boolean everTransferred = everTransferred(socket, tcp);
    boolean silent =
        socket.role() == Role.SERVER
            && state == TcpState.ESTABLISHED
            && everTransferred != null
            && !everTransferred;
    OptionalLong unread =
        closeWait || silent ? kernel.unreadBytes(fd, inode) : OptionalLong.empty();
    if (table.at(fd) != socket) {
      return null; // released meanwhile: the answers may be about another socket
    }
    if (!closeWait) {
      socket.closeWaitSinceNanos(0);
    } else if (socket.closeWaitSinceNanos() == 0) {
      long eof = socket.endOfInputAtNanos();
      socket.closeWaitSinceNanos(eof != 0 ? eof : now);
    }
    return new SocketSample(
        socket.id(),
        fd,
        socket.kind(),
        roleOf(socket, state),
        socket.isOwnerCollected(),
        destinations.of(socket),
        socket.local(),
        socket.remote(),
        socket.openedAtNanos(),
        socket.thread(),
        places.openingOf(socket),
        socket.isConnected(),
        socket.connectFailure(),
        unlessZero(socket.endOfInputAtNanos()),
        socket.endOfInputReader(stacks),
        unlessZero(socket.closingAtNanos()),
        socket.isClosing() ? RegisteredSelectors.of(socket.get()) : "",
        unlessZero(socket.closeWaitSinceNanos()),
        lastData(socket, tcp, now),
        lastDataSent(socket, tcp, now),
        everTransferred,
        (closeWait && socket.kind() == SocketKind.UNWOVEN) ? unreadEnds.waits(inode) : null,
        unread,
        socket.protocol(),
        state,
        tcp);
  }

  private void askAddresses(TrackedSocket socket) {
    Endpoint local = kernel.local(socket.fd(), socket.inode());
    if (local == null || local.port() == 0) {
      return; // not bound yet
    }
    Endpoint remote = kernel.remote(socket.fd(), socket.inode());
    if (table.at(socket.fd()) == socket) {
      socket.local(local);
      socket.remote(remote);
    }
  }

  /** Of a socket no hook saw open, the kernel knows whether it listens. */
  private static Role roleOf(TrackedSocket socket, @Nullable TcpState state) {
    return socket.kind() == SocketKind.UNWOVEN && state == TcpState.LISTEN
        ? Role.LISTENER
        : socket.role();
  }

  private List<CollectedSockets> collected(long now) {
    for (TrackedSocket socket = table.pollCollected();
        socket != null;
        socket = table.pollCollected()) {
      CallStack opening = places.openingOf(socket);
      String site = opening == null ? "" : opening.callSite();
      if (collected.size() < MAX_COLLECTED_SITES || collected.containsKey(site)) {
        long openFor = now - socket.openedAtNanos();
        collected.merge(
            site,
            new CollectedSockets(opening, destinations.of(socket), 1, openFor),
            CollectedSockets::and);
      }
    }
    return List.copyOf(collected.values());
  }

  private long lastData(TrackedSocket socket, @Nullable TcpInfo tcp, long now) {
    long sent = agoAt(tcp, TcpInfoField.LAST_DATA_SENT, now);
    long received = agoAt(tcp, TcpInfoField.LAST_DATA_RECV, now);
    return sent != SocketSample.UNKNOWN && received != SocketSample.UNKNOWN
        ? Math.max(sent, received)
        : stamped(socket);
  }

  private long lastDataSent(TrackedSocket socket, @Nullable TcpInfo tcp, long now) {
    long sent = agoAt(tcp, TcpInfoField.LAST_DATA_SENT, now);
    return sent != SocketSample.UNKNOWN ? sent : stamped(socket);
  }

  private static long agoAt(@Nullable TcpInfo tcp, TcpInfoField field, long now) {
    long millis = tcp == null ? -1 : tcp.get(field, -1);
    return millis < 0 ? SocketSample.UNKNOWN : now - millis * NANOS_PER_MILLI;
  }

  /** The hooks' own stamps, where reads and writes are told: never a byte means since the open. */
  private long stamped(TrackedSocket socket) {
    if (kernel.hasWholeTcpInfo() || socket.kind() == SocketKind.UNWOVEN) {
      return SocketSample.UNKNOWN;
    }
    long at = socket.transferredAtNanos();
    return at != 0 ? at : socket.openedAtNanos();
  }

  private @Nullable Boolean everTransferred(TrackedSocket socket, @Nullable TcpInfo tcp) {
    if (tcp != null) {
      long received = tcp.get(TcpInfoField.BYTES_RECEIVED, -1);
      long sent = tcp.get(TcpInfoField.DATA_SEGS_OUT, -1);
      if (received >= 0 && sent >= 0) {
        return received > 0 || sent > 0;
      }
    }
    if (kernel.hasWholeTcpInfo() || socket.kind() == SocketKind.UNWOVEN) {
      return null;
    }
    return socket.transferredAtNanos() != 0;
  }

  private static OptionalLong unlessZero(long nanos) {
    return nanos == 0 ? OptionalLong.empty() : OptionalLong.of(nanos);
  }
}
