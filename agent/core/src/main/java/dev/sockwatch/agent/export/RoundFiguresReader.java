package dev.sockwatch.agent.export;

import dev.sockwatch.hooks.HookErrors;
import dev.sockwatch.host.EphemeralPorts;
import dev.sockwatch.net.Role;
import dev.sockwatch.net.TcpInfoField;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.report.telemetry.RoundFigures;
import dev.sockwatch.report.telemetry.RoundFigures.Connection;
import dev.sockwatch.report.telemetry.RoundFigures.Host;
import dev.sockwatch.report.telemetry.RoundFigures.Listener;
import dev.sockwatch.snapshot.HostSample;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.snapshot.SocketSample;
import dev.sockwatch.table.EventCounts.Event;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Turns a snapshot into the figures that are exported of it. */
final class RoundFiguresReader {
  private static final int MAX_PORT = 65_535;

  private RoundFiguresReader() {}

  static RoundFigures of(Snapshot snapshot, SocketTable table, long roundNanos) {
    List<Connection> connections = new ArrayList<>();
    List<Listener> listeners = new ArrayList<>();
    for (SocketSample socket : snapshot.sockets()) {
      TcpState state = socket.state();
      if (state == null) {
        continue;
      }
      TrackedSocket record = table.at(socket.fd(), socket.id());
      connections.add(
          new Connection(
              socket.id(),
              socket.role().word(),
              word(state),
              record == null ? null : ConnectionFactsReader.asked(record),
              ConnectionFactsReader.hostPort(socket.local()),
              ConnectionFactsReader.hostPort(socket.remote()),
              socket.tcp(TcpInfoField.RTT).orElse(-1),
              socket.tcp(TcpInfoField.TOTAL_RETRANS).orElse(-1)));
      OptionalLong queued = socket.tcp(TcpInfoField.UNACKED);
      if (socket.role() == Role.LISTENER && socket.local() != null && queued.isPresent()) {
        listeners.add(
            new Listener(
                socket.local().port(),
                queued.getAsLong(),
                socket.tcp(TcpInfoField.SACKED).orElse(0)));
      }
    }
    Map<String, Long> events = new LinkedHashMap<>();
    for (Event event : Event.values()) {
      events.put(event.word(), table.events().of(event));
    }
    return new RoundFigures(
        connections,
        listeners,
        host(snapshot),
        events,
        table.dropped(),
        HookErrors.count(),
        roundNanos);
  }

  private static Host host(Snapshot snapshot) {
    HostSample host = snapshot.host();
    @Nullable EphemeralPorts ports = host.context().settings().ephemeralPorts().orElse(null);
    OptionalLong used = OptionalLong.empty();
    OptionalLong limit = OptionalLong.empty();
    if (ports != null) {
      used = OptionalLong.of(used(snapshot, ports));
      limit =
          OptionalLong.of(
              ports.usable().orElse(ports.ephemeralLast() - ports.ephemeralFirst() + 1));
    }
    return new Host(
        host.context().sockstat("tcpTimeWait"),
        used,
        limit,
        host.openDescriptors(),
        host.descriptorLimit());
  }

  private static long used(Snapshot snapshot, EphemeralPorts ports) {
    BitSet used = new BitSet(MAX_PORT + 1);
    for (SocketSample socket : snapshot.sockets()) {
      int port = socket.role() == Role.CLIENT && socket.local() != null ? socket.local().port() : 0;
      if (port >= ports.ephemeralFirst() && port <= ports.ephemeralLast()) {
        used.set(port);
      }
    }
    return used.cardinality();
  }

  /** As the conventions write it. */
  private static String word(TcpState state) {
    return switch (state) {
      case ESTABLISHED -> "established";
      case SYN_SENT -> "syn_sent";
      case SYN_RECV, NEW_SYN_RECV -> "syn_received";
      case FIN_WAIT1 -> "fin_wait_1";
      case FIN_WAIT2 -> "fin_wait_2";
      case TIME_WAIT -> "time_wait";
      case CLOSE -> "closed";
      case CLOSE_WAIT -> "close_wait";
      case LAST_ACK -> "last_ack";
      case LISTEN -> "listen";
      case CLOSING -> "closing";
    };
  }
}
