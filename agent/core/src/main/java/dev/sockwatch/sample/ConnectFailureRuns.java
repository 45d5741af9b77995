package dev.sockwatch.sample;

import dev.sockwatch.net.KernelReading;
import dev.sockwatch.net.Role;
import dev.sockwatch.net.TcpInfo;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.snapshot.ConnectOutcome;
import dev.sockwatch.snapshot.FailedConnects;
import dev.sockwatch.snapshot.SocketSample;
import dev.sockwatch.stack.CallStack;
import dev.sockwatch.table.Incident;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which connects fail and go on failing. A connection that is established there ends the run, and
 * so does one to another address of the same name: then nobody was kept waiting. Used by the
 * sampler alone.
 */
final class ConnectFailureRuns {
  private static final int MAX_RUNS = 500;

  /** Who tries again later than this is not trying any more. */
  private static final long LONGEST_PAUSE_NANOS = 900_000_000_000L;

  private record Key(String destination, String site) {}

  private final SocketTable table;
  private final long windowNanos;
  private final Map<Key, Run> runs = new LinkedHashMap<>();

  /**
   * No run yet.
   *
   * @param windowNanos without another failure for so long it is over, unless it fails more rarely
   */
  ConnectFailureRuns(SocketTable table, long windowNanos) {
    this.table = table;
    this.windowNanos = windowNanos;
  }

  /** Takes what has happened to one socket, in the order of time. */
  void take(
      Incident incident,
      String destination,
      @Nullable CallStack opening,
      String site,
      double weight) {
    switch (incident.kind()) {
      case CONNECT_FAILED, CLOSED_CONNECTING ->
          failed(incident, destination, opening, site, Math.round(weight));
      case CLOSED -> {
        TrackedSocket socket = incident.socket();
        if (socket.role() == Role.CLIENT && !runs.isEmpty()) {
          succeeded(
              destination, site, nameOf(socket), incident.atNanos() - incident.elapsedNanos());
        }
      }
      default -> {}
    }
  }

  private void failed(
      Incident incident, String destination, @Nullable CallStack opening, String site, long count) {
    KernelReading said = incident.said();
    TcpInfo tcp = said == null ? null : said.tcpInfo();
    ConnectOutcome outcome = ConnectOutcome.of(incident.failure(), tcp, incident.elapsedNanos());
    boolean byProgram = ConnectOutcome.isByProgram(incident.failure());
    Key key = new Key(destination, site);
    boolean makesNoRun = // ports come back one by one: there is no run of failures
        outcome == ConnectOutcome.NO_PORT || outcome == ConnectOutcome.OTHER;
    if (makesNoRun || (runs.size() >= MAX_RUNS && !runs.containsKey(key))) {
      return;
    }
    runs.computeIfAbsent(key, k -> new Run(nameOf(incident.socket())))
        .add(
            new FailedConnects(
                outcome,
                destination,
                opening,
                site,
                count,
                incident.atNanos() - incident.elapsedNanos(),
                incident.atNanos(),
                incident.elapsedNanos(),
                incident.failure(),
                byProgram,
                synRetransmits(tcp, byProgram)));
  }

  /** Where a blocking connect fails, the kernel has set its count back to zero (tcp_disconnect). */
  private static OptionalLong synRetransmits(@Nullable TcpInfo tcp, boolean byProgram) {
    OptionalLong told = tcp == null ? OptionalLong.empty() : ConnectOutcome.synRetransmits(tcp);
    return byProgram || told.orElse(0) > 0 ? told : OptionalLong.empty();
  }

  /** What goes on failing; looks at the open connections only when something does. */
  List<FailedConnects> round(List<SocketSample> sockets, long now) {
    if (runs.isEmpty()) {
      return List.of();
    }
    Set<String> names = new HashSet<>();
    for (Run run : runs.values()) {
      if (run.name != null) {
        names.add(run.name);
      }
    }
    for (SocketSample socket : sockets) {
      if (socket.role() != Role.CLIENT) {
        continue;
      }
      if (socket.connected()) {
        TrackedSocket record = names.isEmpty() ? null : table.at(socket.fd(), socket.id());
        String name = record == null ? null : nameOf(record);
        succeeded(
            socket.destination(),
            socket.site(),
            name != null && names.contains(name) ? name : null,
            socket.openedAtNanos());
      } else if (socket.state() == TcpState.SYN_SENT) {
        Run run = runs.get(new Key(socket.destination(), socket.site()));
        if (run != null) {
          run.triedAtNanos = now;
        }
      }
    }
    runs.values().removeIf(r -> now - r.triedAtNanos > r.longestPauseNanos(windowNanos));
    return runs.values().stream()
        .filter(r -> r.number > 1 || now - r.triedAtNanos <= windowNanos)
        .flatMap(r -> r.byOutcome.values().stream())
        .toList();
  }

  private void succeeded(
      String destination, String site, @Nullable String name, long openedAtNanos) {
    Run same = runs.get(new Key(destination, site));
    if (same != null && openedAtNanos - same.lastAtNanos > 0) {
      runs.remove(new Key(destination, site));
    }
    if (name != null) {
      runs.values()
          .removeIf(r -> name.equals(r.name) && openedAtNanos - r.firstStartedAtNanos >= 0);
    }
  }

  /** Name and port as given to connect; null of an address in numbers. */
  private static @Nullable String nameOf(TrackedSocket socket) {
    if (!(socket.askedRemote() instanceof InetSocketAddress asked) || asked.isUnresolved()) {
      return null;
    }
    String host = asked.getHostString(); // which asks no name server
    return host.equals(asked.getAddress().getHostAddress()) ? null : host + ":" + asked.getPort();
  }

  /** The failures of one line and destination. */
  private static final class Run {
    private final @Nullable String name;
    private final Map<ConnectOutcome, FailedConnects> byOutcome =
        new EnumMap<>(ConnectOutcome.class);
    private long number;
    private long firstStartedAtNanos;
    private long lastAtNanos;
    private long triedAtNanos;

    Run(@Nullable String name) {
      this.name = name;
    }

    void add(FailedConnects one) {
      if (number == 0) {
        firstStartedAtNanos = one.firstStartedAtNanos();
      }
      number++;
      lastAtNanos = number == 1 ? one.lastAtNanos() : Math.max(lastAtNanos, one.lastAtNanos());
      triedAtNanos = lastAtNanos;
      byOutcome.merge(one.outcome(), one, FailedConnects::and);
    }

    /** Twice as long as it has paused between two failures so far; of one nobody knows. */
    long longestPauseNanos(long windowNanos) {
      long pause =
          number < 2 ? LONGEST_PAUSE_NANOS : 2 * (lastAtNanos - firstStartedAtNanos) / (number - 1);
      return Math.max(windowNanos, Math.min(pause, LONGEST_PAUSE_NANOS));
    }
  }
}
