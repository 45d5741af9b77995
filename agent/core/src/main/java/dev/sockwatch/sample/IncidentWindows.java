package dev.sockwatch.sample;

import dev.sockwatch.net.IncidentKind;
import dev.sockwatch.net.KernelReading;
import dev.sockwatch.net.SocketFailure;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.snapshot.IncidentGroup;
import dev.sockwatch.snapshot.IncidentSample;
import dev.sockwatch.snapshot.SocketSample;
import dev.sockwatch.stack.CallStack;
import dev.sockwatch.stack.CallStacks;
import dev.sockwatch.stack.TlsClose;
import dev.sockwatch.table.Incident;
import dev.sockwatch.table.Incidents;
import dev.sockwatch.table.TrackedSocket;
import dev.sockwatch.table.WriteRun;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The incidents of the last window, by destination and call site. Used by the sampler alone. */
final class IncidentWindows {
  private static final int MAX_GROUPS = 500;

  /** What did harm is remembered for so many windows: one bad connection ends badly seldom. */
  private static final int REMEMBERED_WINDOWS = 60;

  /** Stacks to ask for while none shows where a message is continued. */
  private static final int WRITERS = 10;

  private final Incidents incidents;
  private final KnownAddresses addresses;
  private final DestinationNames destinations;
  private final CallStacks stacks;
  private final ConnectFailureRuns connects;
  private final EndedConnections ended;
  private final long windowNanos;
  private final Map<Key, IncidentWindow> windows = new LinkedHashMap<>();

  /** Closed while connecting: in most cases the exception that tells why comes right after. */
  private Map<Long, Incident> closedConnecting = new HashMap<>();

  /** How many each of those stands for. */
  private double closedConnectingWeight = 1;

  private record Key(IncidentKind kind, String destination, String site) {}

  IncidentWindows(
      Incidents incidents,
      KnownAddresses addresses,
      DestinationNames destinations,
      CallStacks stacks,
      ConnectFailureRuns connects,
      EndedConnections ended,
      long windowNanos) {
    this.incidents = incidents;
    this.addresses = addresses;
    this.destinations = destinations;
    this.stacks = stacks;
    this.connects = connects;
    this.ended = ended;
    this.windowNanos = windowNanos;
  }

  /** Takes what has happened since the last round. */
  List<IncidentGroup> round(long now) {
    Map<Long, Incident> toldBefore = closedConnecting;
    double toldBeforeWeight = closedConnectingWeight;
    closedConnecting = new HashMap<>();
    Map<IncidentKind, Integer> polled = new EnumMap<>(IncidentKind.class);
    List<Incident> taken = new ArrayList<>();
    for (Incident next = incidents.poll(); next != null; next = incidents.poll()) {
      polled.merge(next.kind(), 1, Integer::sum);
      if (next.kind() == IncidentKind.CLOSED_CONNECTING) {
        closedConnecting.put(next.socket().id(), next);
      } else if (next.kind() == IncidentKind.CONNECT_FAILED) {
        taken.add(withWitness(next, toldBefore));
      } else {
        taken.add(next);
      }
    }
    Map<IncidentKind, Double> weights = weights(polled);
    closedConnectingWeight = weights.getOrDefault(IncidentKind.CLOSED_CONNECTING, 1.0);
    taken.forEach(i -> add(i, now, weights.getOrDefault(i.kind(), 1.0)));
    // No exception has come in a whole round: given up by the program.
    toldBefore.values().forEach(i -> add(i, now, toldBeforeWeight));
    windows
        .values()
        .removeIf(w -> w.isEmptyAt(now - windowNanos, now - REMEMBERED_WINDOWS * windowNanos));
    List<IncidentGroup> groups = windows.values().stream().map(IncidentWindow::group).toList();
    if (groups.stream().anyMatch(IncidentWindows::lacksWriter)) {
      incidents.wantWriters(WRITERS);
    }
    return groups;
  }

  /** How many each one that was taken stands for. */
  private Map<IncidentKind, Double> weights(Map<IncidentKind, Integer> polled) {
    Map<IncidentKind, Double> weights = new EnumMap<>(IncidentKind.class);
    for (IncidentKind kind : IncidentKind.values()) {
      double seen = incidents.takeSeen(kind);
      weights.put(kind, Math.max(1.0, seen / polled.getOrDefault(kind, 1)));
    }
    return weights;
  }

  private static boolean lacksWriter(IncidentGroup group) {
    return group.kind() == IncidentKind.ANSWERED_LATE
        && !group.incidents().isEmpty()
        && group.incidents().stream().allMatch(e -> e.writer() == null);
  }

  /** The socket was closed first, and with it asked. */
  private Incident withWitness(Incident failed, Map<Long, Incident> toldBefore) {
    Long id = failed.socket().id();
    Incident now = closedConnecting.remove(id);
    Incident before = toldBefore.remove(id);
    Incident closed = now == null ? before : now;
    return closed == null || failed.said() != null
        ? failed
        : new Incident(
            failed.kind(),
            failed.socket(),
            failed.atNanos(),
            failed.elapsedNanos(),
            failed.failure(),
            closed.said());
  }

  private void add(Incident given, long now, double weight) {
    Incident incident = masked(given);
    TrackedSocket socket = incident.socket();
    KernelReading said = incident.said();
    if (said == null && incident.kind() == IncidentKind.CLOSED) {
      if (socket.endOfInputAtNanos() == 0 && socket.askedRemote() instanceof InetSocketAddress) {
        CallStack opening = addresses.openingOf(socket);
        addresses.noteClosed(socket, opening, incident.atNanos(), true, weight);
      }
      return; // a Unix domain socket, or the kernel could not be asked
    }
    if (incident.stack() != null && TlsClose.isOn(incident.stack().getStackTrace())) {
      return; // a farewell to a peer that had gone: nothing is lost
    }
    if (said != null) {
      socket.addressedAs(said);
    }
    String destination = destinations.of(socket);
    CallStack opening = addresses.openingOf(socket);
    String site = SocketSample.site(opening, destination);
    if (said != null && incident.kind() == IncidentKind.CLOSED) {
      boolean bySelf = said.tcpInfo().state() != TcpState.CLOSE_WAIT;
      addresses.noteClosed(socket, opening, incident.atNanos(), bySelf, weight);
    }
    connects.take(incident, destination, opening, site, weight);
    Key key = new Key(incident.kind(), destination, site);
    IncidentWindow window = windows.get(key);
    if (window == null) {
      if (windows.size() >= MAX_GROUPS && !windows.values().removeIf(IncidentWindow::isPast)) {
        incidents.lose();
        return;
      }
      window = new IncidentWindow(incident.kind(), destination, opening, site, now);
      windows.put(key, window);
    }
    IncidentSample sample = sampleOf(incident);
    window.add(sample, now, weight);
    if (incident.kind() == IncidentKind.CLOSED) {
      ended.take(sample, socket.isReset(), destination, opening, site, weight);
    }
  }

  private Incident masked(Incident given) {
    return new Incident(
        given.kind(),
        given.socket(),
        given.atNanos(),
        given.elapsedNanos(),
        masked(given.failure()),
        given.said(),
        given.stack());
  }

  private @Nullable SocketFailure masked(@Nullable SocketFailure failure) {
    return failure == null ? null : failure.withText(destinations.masked(failure.text()));
  }

  private IncidentSample sampleOf(Incident incident) {
    TrackedSocket socket = incident.socket();
    KernelReading said = incident.said();
    WriteRun run = socket.writeRun();
    return new IncidentSample(
        socket.id(),
        socket.role(),
        incident.atNanos(),
        incident.elapsedNanos(),
        incident.failure(),
        said == null ? null : said.tcpInfo(),
        said == null ? null : flag(said.noDelay()),
        said == null ? OptionalLong.empty() : given(said.unreadBytes()),
        said == null ? OptionalLong.empty() : given(said.lingerSeconds()),
        run == null ? null : run.writer(stacks),
        socket.traceId());
  }

  private static @Nullable Boolean flag(int value) {
    return value == KernelReading.UNASKED ? null : Boolean.valueOf(value != 0);
  }

  private static OptionalLong given(int value) {
    return value == KernelReading.UNASKED ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
