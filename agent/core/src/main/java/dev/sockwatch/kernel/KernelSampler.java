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
import java.util.HashMap;
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
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final SocketTable table;
  private final KernelSource kernel;
  private final CallStacks stacks;
  private final ProcessDescriptors descriptors;
  private final DescriptorAudit audit;
  private final Destinations destinations = new Destinations();
  private final long trendWindowNanos;
  private OptionalLong knownLimit = OptionalLong.empty();
  private final Deque<Census> earlier = new ArrayDeque<>();
  private final Map<String, CollectedSockets> collected = new LinkedHashMap<>();
  private final Map<Integer, TrackedSocket> listenersByPort = new HashMap<>();

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
    audit.round(table, now);
    rememberListeners();
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
        new HostSample(open, limit(exhausted ? open : OptionalLong.empty()), exhausted);
    Snapshot snapshot = new Snapshot(now, sockets, collected(now), host, List.copyOf(earlier));
    if (earlier.isEmpty() || now - earlier.getFirst().atNanos() >= trendWindowNanos) {
      earlier.addFirst(Census.of(snapshot));
      if (earlier.size() > MAX_EARLIER) {
        earlier.removeLast();
      }
    }
    return snapshot;
  }

  /**
   * With no descriptor left the limit cannot be read: then it is what it was, or as many as there
   * are.
   */
  private OptionalLong limit(OptionalLong openWhenExhausted) {
    OptionalLong now = descriptors.limit();
    if (now.isPresent()) {
      knownLimit = now;
    }
    return knownLimit.isPresent() ? knownLimit : openWhenExhausted;
  }

  private @Nullable SocketSample sample(TrackedSocket socket, long now) {
    int fd = socket.fd();
    if (socket.protocol() < 0) {
      socket.protocol(kernel.option(fd, SocketOption.SO_PROTOCOL).orElse(-1));
    }
    TcpInfo tcp = socket.protocol() == TCP ? kernel.tcpInfo(fd) : null;
    TcpState state = tcp == null ? null : tcp.state();
    boolean addressless =
        socket.local() == null || (socket.remote() == null && socket.isConnected());
    if (addressless && socket.protocol() > 0 && !socket.isClosing()) {
      askAddresses(socket);
    }
    boolean closeWait = state == TcpState.CLOSE_WAIT;
    boolean silentServer = socket.role() == Role.SERVER && state == TcpState.ESTABLISHED;
    OptionalLong unread = closeWait || silentServer ? kernel.unreadBytes(fd) : OptionalLong.empty();
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
        openingOf(socket),
        socket.isConnected(),
        socket.connectFailure(),
        unlessZero(socket.endOfInputAtNanos()),
        socket.endOfInputReader(stacks),
        unlessZero(socket.closingAtNanos()),
        socket.isClosing() ? RegisteredSelectors.of(socket.get()) : "",
        unlessZero(socket.closeWaitSinceNanos()),
        lastData(socket, tcp, now),
        lastDataSent(socket, tcp, now),
        everTransferred(socket, tcp),
        unread,
        socket.protocol(),
        tcp);
  }

  private void askAddresses(TrackedSocket socket) {
    Endpoint local = kernel.local(socket.fd());
    if (local == null || local.port() == 0) {
      return; // not bound yet
    }
    Endpoint remote = kernel.remote(socket.fd());
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

  private void rememberListeners() {
    listenersByPort.clear();
    table.forEach(
        socket -> {
          Endpoint local = socket.local();
          if (socket.isListening() && local != null) {
            listenersByPort.put(local.port(), socket);
          }
        });
  }

  /** An event loop's stack names nobody: then an accepted connection has its listener's. */
  private @Nullable CallStack openingOf(TrackedSocket socket) {
    CallStack own = socket.opening(stacks);
    Endpoint local = socket.local();
    if (own == null || own.certainty() != CallStack.Certainty.NONE || local == null) {
      return own;
    }
    TrackedSocket listener = listenersByPort.get(local.port());
    return listener == null ? own : listener.opening(stacks);
  }

  private List<CollectedSockets> collected(long now) {
    for (TrackedSocket socket = table.pollCollected();
        socket != null;
        socket = table.pollCollected()) {
      CallStack opening = openingOf(socket);
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

  private OptionalLong lastData(TrackedSocket socket, @Nullable TcpInfo tcp, long now) {
    OptionalLong sent = millisAgo(tcp, TcpInfoField.LAST_DATA_SENT, now);
    OptionalLong received = millisAgo(tcp, TcpInfoField.LAST_DATA_RECV, now);
    if (sent.isPresent() && received.isPresent()) {
      return OptionalLong.of(Math.max(sent.getAsLong(), received.getAsLong()));
    }
    return stamped(socket);
  }

  private OptionalLong lastDataSent(TrackedSocket socket, @Nullable TcpInfo tcp, long now) {
    OptionalLong sent = millisAgo(tcp, TcpInfoField.LAST_DATA_SENT, now);
    return sent.isPresent() ? sent : stamped(socket);
  }

  private static OptionalLong millisAgo(@Nullable TcpInfo tcp, TcpInfoField field, long now) {
    OptionalLong millis = tcp == null ? OptionalLong.empty() : tcp.get(field);
    return millis.isPresent()
        ? OptionalLong.of(now - millis.getAsLong() * NANOS_PER_MILLI)
        : OptionalLong.empty();
  }

  /** The hooks' own stamps, where reads and writes are told: never a byte means since the open. */
  private OptionalLong stamped(TrackedSocket socket) {
    if (kernel.hasWholeTcpInfo() || socket.kind() == SocketKind.UNWOVEN) {
      return OptionalLong.empty();
    }
    long at = socket.transferredAtNanos();
    return OptionalLong.of(at != 0 ? at : socket.openedAtNanos());
  }

  private OptionalLong everTransferred(TrackedSocket socket, @Nullable TcpInfo tcp) {
    if (tcp != null) {
      OptionalLong received = tcp.get(TcpInfoField.BYTES_RECEIVED);
      OptionalLong sent = tcp.get(TcpInfoField.DATA_SEGS_OUT);
      if (received.isPresent() && sent.isPresent()) {
        return OptionalLong.of(received.getAsLong() == 0 && sent.getAsLong() == 0 ? 0 : 1);
      }
    }
    if (kernel.hasWholeTcpInfo() || socket.kind() == SocketKind.UNWOVEN) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(socket.transferredAtNanos() == 0 ? 0 : 1);
  }

  private static OptionalLong unlessZero(long nanos) {
    return nanos == 0 ? OptionalLong.empty() : OptionalLong.of(nanos);
  }
}
