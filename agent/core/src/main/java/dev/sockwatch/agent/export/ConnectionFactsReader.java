package dev.sockwatch.agent.export;

import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.KernelReading;
import dev.sockwatch.net.Protocol;
import dev.sockwatch.net.Role;
import dev.sockwatch.net.TcpInfo;
import dev.sockwatch.net.TcpInfoField;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.report.telemetry.CloseInitiator;
import dev.sockwatch.report.telemetry.ConnectionFacts;
import dev.sockwatch.report.telemetry.ConnectionLife;
import dev.sockwatch.report.telemetry.HostPort;
import dev.sockwatch.report.telemetry.KernelFigure;
import dev.sockwatch.sample.SocketSampler;
import dev.sockwatch.stack.CallStack;
import dev.sockwatch.table.ExportTimeline;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns records of the table into what is exported of them. Used by the sampler alone. */
final class ConnectionFactsReader {
  private static final Map<KernelFigure, TcpInfoField> FIELDS =
      Map.of(
          KernelFigure.RTT, TcpInfoField.RTT,
          KernelFigure.MIN_RTT, TcpInfoField.MIN_RTT,
          KernelFigure.RETRANSMITS, TcpInfoField.TOTAL_RETRANS,
          KernelFigure.BYTES_SENT, TcpInfoField.BYTES_SENT,
          KernelFigure.BYTES_RECEIVED, TcpInfoField.BYTES_RECEIVED,
          KernelFigure.DELIVERY_RATE, TcpInfoField.DELIVERY_RATE,
          KernelFigure.BUSY_TIME, TcpInfoField.BUSY_TIME,
          KernelFigure.RWND_LIMITED_TIME, TcpInfoField.RWND_LIMITED,
          KernelFigure.SNDBUF_LIMITED_TIME, TcpInfoField.SNDBUF_LIMITED);

  private final SocketTable table;
  private final KernelSource kernel;
  private final SocketSampler sampler;

  ConnectionFactsReader(SocketTable table, KernelSource kernel, SocketSampler sampler) {
    this.table = table;
    this.kernel = kernel;
    this.sampler = sampler;
  }

  /**
   * What is exported of a connection; null for one that is not TCP, or of which nothing is known.
   */
  @Nullable ConnectionFacts facts(
      TrackedSocket socket, @Nullable KernelReading said, WallClock clock) {
    ask(socket, said);
    HostPort asked = asked(socket);
    HostPort local = hostPort(socket.local());
    HostPort peer = hostPort(socket.remote());
    boolean isOther = socket.protocol() != Protocol.UNKNOWN && socket.protocol() != Protocol.TCP;
    if (isOther || (asked == null && local == null)) {
      return null;
    }
    CallStack opening = sampler.openingOf(socket);
    ExportTimeline timeline = socket.timeline();
    return new ConnectionFacts(
        socket.id(),
        socket.role() != Role.SERVER,
        asked,
        local,
        peer == null ? numeric(socket) : peer,
        timeline == null ? null : timeline.opener(),
        opening == null ? null : opening.callSite(),
        opening == null ? List.of() : opening.lines(),
        socket.thread(),
        timeline == null || socket.thread() == null ? 0 : timeline.openingThread(),
        clock.epochNanos(socket.openedAtNanos()),
        figures(socket, said));
  }

  /** What happened to a connection until {@code endedAtNanos}. */
  static ConnectionLife life(
      TrackedSocket socket,
      ExportTimeline timeline,
      long endedAtNanos,
      CloseInitiator ending,
      WallClock clock) {
    ConnectionLife life =
        new ConnectionLife(
            clock.epochNanos(timeline.establishedAtNanos()),
            clock.epochNanos(endedAtNanos),
            clock.epochNanos(timeline.resetAtNanos()),
            ending);
    life.endOfInput(clock.epochNanos(socket.endOfInputAtNanos()));
    life.outputShutdown(clock.epochNanos(timeline.outputShutdownAtNanos()));
    return life;
  }

  /** RFC 1122 section 4.2.2.13: a close with unread data resets; so does SO_LINGER 0. */
  static CloseInitiator ending(
      TrackedSocket socket, ExportTimeline timeline, @Nullable KernelReading said) {
    if (timeline.resetAtNanos() != 0) {
      return CloseInitiator.PEER_RESET;
    }
    boolean resets = said != null && (said.unreadBytes() > 0 || said.lingerSeconds() == 0);
    if (resets) {
      return CloseInitiator.LOCAL_RESET;
    }
    boolean peerFirst =
        socket.endOfInputAtNanos() != 0
            || (said != null && said.tcpInfo().state() == TcpState.CLOSE_WAIT);
    return peerFirst ? CloseInitiator.PEER : CloseInitiator.LOCAL;
  }

  /** A closed one can only be asked by who saw it close. */
  private void ask(TrackedSocket socket, @Nullable KernelReading said) {
    if (said != null) {
      socket.addressedAs(said);
    }
    if (!socket.isClosing() && table.at(socket.fd()) == socket) {
      sampler.identify(socket);
    }
  }

  private Map<KernelFigure, Long> figures(TrackedSocket socket, @Nullable KernelReading said) {
    TcpInfo tcp = said == null ? null : said.tcpInfo();
    if (tcp == null && !socket.isClosing() && table.at(socket.fd()) == socket) {
      tcp = kernel.tcpInfo(socket.fd(), socket.inode());
      tcp = table.at(socket.fd()) == socket ? tcp : null;
    }
    Map<KernelFigure, Long> figures = new EnumMap<>(KernelFigure.class);
    if (tcp != null) {
      for (Map.Entry<KernelFigure, TcpInfoField> field : FIELDS.entrySet()) {
        tcp.get(field.getValue()).ifPresent(value -> figures.put(field.getKey(), value));
      }
    }
    return figures;
  }

  /** As the program gave it, never looked up. */
  static @Nullable HostPort asked(TrackedSocket socket) {
    return socket.askedRemote() instanceof InetSocketAddress inet
        ? new HostPort(inet.getHostString(), inet.getPort())
        : null;
  }

  private static @Nullable HostPort numeric(TrackedSocket socket) {
    return socket.askedRemote() instanceof InetSocketAddress inet && !inet.isUnresolved()
        ? hostPort(Endpoint.of(inet))
        : null;
  }

  static @Nullable HostPort hostPort(@Nullable Endpoint endpoint) {
    return endpoint == null ? null : new HostPort(endpoint.address(), endpoint.port());
  }
}
