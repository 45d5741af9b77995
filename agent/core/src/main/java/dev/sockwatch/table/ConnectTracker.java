package dev.sockwatch.table;

import dev.sockwatch.net.IncidentKind;
import dev.sockwatch.net.KernelReading;
import dev.sockwatch.net.SocketFailure;
import dev.sockwatch.net.SocketKind;
import dev.sockwatch.table.EventCounts.Event;
import java.net.SocketAddress;
import java.nio.channels.ConnectionPendingException;
import org.jspecify.annotations.Nullable;

/** Follows connects from their start to their end, whichever that is. */
final class ConnectTracker {
  private final EventCounts events;
  private final Incidents incidents;
  private final ExportQueue exportQueue;
  private final ClosedWhileConnecting closedConnecting = new ClosedWhileConnecting();

  ConnectTracker(EventCounts events, Incidents incidents, ExportQueue exportQueue) {
    this.events = events;
    this.incidents = incidents;
    this.exportQueue = exportQueue;
  }

  void started(TrackedSocket socket, @Nullable SocketAddress remote) {
    if (!socket.kind().isDatagram()
        && !socket.is(SocketFlags.CONNECTED)
        && socket.mark(SocketFlags.CONNECT_STARTED)) {
      exportQueue.connecting(socket);
      socket.connectStarted(remote, System.nanoTime() | 1);
    }
  }

  void connected(TrackedSocket socket) {
    if (socket.kind().isDatagram() || !socket.mark(SocketFlags.CONNECTED)) {
      return;
    }
    socket.clear(SocketFlags.INPUT_SHUTDOWN); // a shutdown before this failed
    events.add(Event.CONNECTED);
    exportQueue.connected(socket);
    long started = socket.connectStartedAtNanos();
    if (started != 0) {
      long now = System.nanoTime();
      if (now - started > Incident.SLOW_CONNECT_NANOS) {
        var unused = incidents.add(IncidentKind.CONNECTED_SLOWLY, socket, now, now - started, null);
      }
    }
  }

  /**
   * The connect call failed.
   *
   * @param open the open socket of this owner; null in most cases: the JDK has closed it first
   */
  void failed(@Nullable TrackedSocket open, Object owner, Throwable failure) {
    TrackedSocket socket = open == null ? closedConnecting.take(owner) : open;
    if (socket == null) {
      return; // it had failed before, or was never asked to connect
    }
    if (open != null
        && (!socket.is(SocketFlags.CONNECT_STARTED)
            || socket.is(SocketFlags.CONNECTED)
            || failure instanceof ConnectionPendingException)) {
      return; // misuse, not a failed connection
    }
    events.add(Event.CONNECT_FAILED);
    SocketFailure decoded = SocketFailure.of(failure);
    socket.connectFailure(decoded);
    socket.clear(SocketFlags.CONNECT_STARTED);
    exportQueue.connectFailed(socket, add(IncidentKind.CONNECT_FAILED, socket, decoded));
  }

  /** A socket is closed that may be connecting. */
  void closing(TrackedSocket socket, Object owner) {
    if (!socket.is(SocketFlags.CONNECT_STARTED) || socket.is(SocketFlags.CONNECTED)) {
      return;
    }
    KernelReading said = add(IncidentKind.CLOSED_CONNECTING, socket, null);
    exportQueue.closedConnecting(socket, said);
    if (socket.kind() == SocketKind.ASYNCHRONOUS_CHANNEL) {
      events.add(Event.CONNECT_FAILED); // a cancelled one throws nothing any more
      socket.clear(SocketFlags.CONNECT_STARTED);
      exportQueue.connectFailed(socket, said);
    } else {
      closedConnecting.put(owner, socket);
    }
  }

  private @Nullable KernelReading add(
      IncidentKind kind, TrackedSocket socket, @Nullable SocketFailure failure) {
    long now = System.nanoTime();
    return incidents.add(kind, socket, now, now - socket.connectStartedAtNanos(), failure);
  }
}
