package dev.sockwatch.table;

import dev.sockwatch.net.IncidentKind;
import dev.sockwatch.net.SocketError;
import dev.sockwatch.net.SocketFailure;
import dev.sockwatch.table.EventCounts.Event;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Follows the messages of connections: where Nagle's algorithm may hold back a write, the end of
 * input, resets.
 *
 * <p>Where TCP_NODELAY is on this is one flag looked at for each read and write.
 */
final class MessageTracker {
  /** A stack costs a microsecond: of the sockets that one line forgets, one with it is enough. */
  private static final int READER_STACKS_PER_ROUND = 100;

  private final EventCounts events;
  private final Incidents incidents;
  private final ExportQueue exportQueue;
  private final AtomicInteger readerStacksLeft = new AtomicInteger(READER_STACKS_PER_ROUND);

  MessageTracker(EventCounts events, Incidents incidents, ExportQueue exportQueue) {
    this.events = events;
    this.incidents = incidents;
    this.exportQueue = exportQueue;
  }

  void beginRound() {
    readerStacksLeft.set(READER_STACKS_PER_ROUND);
  }

  void sent(TrackedSocket socket, long bytes) {
    if (socket.is(SocketFlags.NAGLE_FREE) || socket.beginsMessage(bytes)) {
      return;
    }
    boolean stackWanted = socket.wantsWriter() && incidents.takeWriter();
    socket.continuesMessage(bytes, System.nanoTime() | 1, stackWanted ? new Throwable() : null);
  }

  void received(TrackedSocket socket) {
    long written = socket.endsMessage();
    if (written == 0) {
      return;
    }
    long now = System.nanoTime();
    if (now - written > Incident.LATE_ANSWER_NANOS) {
      var unused = incidents.add(IncidentKind.ANSWERED_LATE, socket, now, now - written, null);
    }
  }

  /** A read returned -1. */
  void endOfInput(TrackedSocket socket) {
    if (socket.kind().isDatagram()
        // The JDK's close first ends the output. A peer that answers by closing ends the input of a
        // read that still waits; its caller learns that the socket is closed.
        || socket.is(SocketFlags.CLOSING)
        || !socket.mark(SocketFlags.END_OF_INPUT)) {
      return;
    }
    received(socket);
    if (socket.is(SocketFlags.INPUT_SHUTDOWN)) {
      events.add(Event.END_OF_INPUT_LOCAL);
    } else {
      boolean affordable = readerStacksLeft.getAndDecrement() > 0;
      socket.endOfInput(System.nanoTime() | 1, affordable ? new Throwable() : null);
      events.add(Event.END_OF_INPUT_FROM_PEER);
    }
  }

  void failed(TrackedSocket socket, boolean writing, Throwable failure) {
    SocketError error = SocketError.of(failure);
    if (!error.isReset()
        || socket.kind().isDatagram()
        || socket.is(SocketFlags.CLOSING)
        || (writing && socket.is(SocketFlags.OUTPUT_SHUTDOWN)) // then EPIPE is our own doing
        || !socket.mark(SocketFlags.RESET)) {
      return;
    }
    long now = System.nanoTime();
    exportQueue.reset(socket);
    var unused =
        incidents.add(
            writing ? IncidentKind.WRITE_RESET : IncidentKind.READ_RESET,
            socket,
            now,
            now - socket.openedAtNanos(),
            new SocketFailure(error, String.valueOf(failure.getMessage())));
  }
}
