package dev.sockwatch.table;

import dev.sockwatch.hooks.SocketObserver;
import dev.sockwatch.net.IncidentKind;
import dev.sockwatch.net.SocketError;
import dev.sockwatch.net.SocketKind;
import dev.sockwatch.table.EventCounts.Event;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Every open socket, in an array indexed by descriptor.
 *
 * <p>No locks: a hook finds its record with one array load. A slot is cleared before its descriptor
 * is released and a record is replaced, never edited, when the number returns; so whoever reads a
 * record, asks the kernel, and finds the same record in the slot afterwards, asked about that very
 * socket.
 */
public final class SocketTable implements SocketObserver {
  private static final int MAX_COLLECTED = 4096;
  private final DescriptorSlots slots = new DescriptorSlots();
  private final AtomicLong nextId = new AtomicLong(1);
  private final EventCounts events = new EventCounts();
  private final LongAdder dropped = new LongAdder();
  private final BoundedQueue<TrackedSocket> collected = new BoundedQueue<>(MAX_COLLECTED);
  private final Incidents incidents = new Incidents();
  private final RecentlyReleased recentlyReleased = new RecentlyReleased();
  private final ExportQueue exportQueue = new ExportQueue(incidents);
  private final ExporterDescriptors own = new ExporterDescriptors();
  private final ConnectTracker connects = new ConnectTracker(events, incidents, exportQueue);
  private final MessageTracker messages = new MessageTracker(events, incidents, exportQueue);
  private final TableListener listener;
  private final TransferStamps stamps = new TransferStamps(slots, own);

  public SocketTable(TableListener listener) {
    this.listener = listener;
  }

  /** The record at a descriptor, or null. */
  public @Nullable TrackedSocket at(int fd) {
    return slots.get(fd);
  }

  /** The record of this id, or null where the descriptor is gone or another socket's. */
  public @Nullable TrackedSocket at(int fd, long id) {
    TrackedSocket socket = slots.get(fd);
    return socket != null && socket.id() == id ? socket : null;
  }

  /** The open socket at this descriptor or the next higher one, or null. */
  public @Nullable TrackedSocket atOrAfter(int fd) {
    return slots.atOrAfter(fd);
  }

  /** Visits every open socket by descriptor. */
  public void forEach(Consumer<TrackedSocket> visitor) {
    for (TrackedSocket s = atOrAfter(0); s != null; s = atOrAfter(s.fd() + 1)) {
      visitor.accept(s);
    }
  }

  /** Takes one socket that was released after its owner had been collected, or null. */
  public @Nullable TrackedSocket pollCollected() {
    return collected.poll();
  }

  /** Takes a sample of the sockets released since the last call. */
  public void drainReleased(Consumer<TrackedSocket> visitor) {
    recentlyReleased.drain(visitor);
  }

  /** How many of each event were seen. */
  public EventCounts events() {
    return events;
  }

  /** Events lost because a queue or tally was full or a descriptor's number beyond the table. */
  public long dropped() {
    return dropped.sum() + incidents.lost();
  }

  /** Sets the time that transfers are stamped with. */
  public void beginRound(long nanos) {
    stamps.beginRound(nanos);
    messages.beginRound();
    incidents.beginRound();
    own.beginRound();
  }

  /** What happened to sockets and is over. */
  public Incidents incidents() {
    return incidents;
  }

  /** What happened to connections, for export. */
  public ExportQueue exportQueue() {
    return exportQueue;
  }

  /** Adds one that no hook saw open, ADOPTED or UNWOVEN; false if a hook was faster. */
  public boolean adopt(int fd, long inode, SocketKind kind, long nowNanos) {
    long id = nextId.getAndIncrement();
    TrackedSocket found = new TrackedSocket(null, id, fd, kind, nowNanos, null, null);
    found.inode(inode);
    return !own.has(fd) && DescriptorSlots.covers(fd) && slots.putIfEmpty(fd, found);
  }

  /** Sockets known so far have lower ids. */
  public long nextId() {
    return nextId.get();
  }

  /** Removes a record whose descriptor turned out to be gone or another's. */
  public void forget(TrackedSocket socket) {
    if (slots.remove(socket.fd(), socket)) {
      socket.mark(TrackedSocket.RELEASED);
    }
  }

  /** Forgets everything, when the agent ends before the program. */
  public void clear() {
    slots.clear();
    recentlyReleased.clear();
    incidents.clear();
    collected.clear();
    exportQueue.end();
  }

  @Override
  public void opened(Object owner, int fd, int kind) {
    if (!own.take(fd)) {
      put(track(owner, fd, SocketKind.of(kind)));
      events.add(Event.OPENED);
    }
  }

  @Override
  public void accepted(Object owner, int fd, int kind) {
    TrackedSocket socket = track(owner, fd, SocketKind.of(kind));
    socket.mark(TrackedSocket.ACCEPTED);
    put(socket);
    exportQueue.accepted(socket);
    events.add(Event.ACCEPTED);
  }

  @Override
  public void connectStarted(Object owner, int fd, @Nullable SocketAddress remote) {
    TrackedSocket socket = slots.heldBy(owner, fd);
    if (socket != null) {
      connects.started(socket, remote);
    }
  }

  @Override
  public void connected(Object owner, int fd) {
    TrackedSocket socket = slots.heldBy(owner, fd);
    if (socket != null) {
      connects.connected(socket);
    }
  }

  @Override
  public void connectFailed(Object owner, int fd, Throwable failure) {
    connects.failed(slots.heldBy(owner, fd), owner, failure);
  }

  @Override
  public void listening(@Nullable Object owner, int fd) {
    TrackedSocket socket = slots.heldBy(owner, fd);
    if (socket != null && socket.mark(TrackedSocket.LISTENING)) {
      events.add(Event.LISTENING);
    }
  }

  @Override
  public void endOfInput(int fd) {
    TrackedSocket socket = slots.get(fd);
    if (socket != null) {
      messages.endOfInput(socket);
    }
  }

  @Override
  public void received(@Nullable Object handle, int fd) {
    TrackedSocket socket = slots.get(fd);
    if (socket != null) {
      messages.received(stamps.transferred(socket, handle, fd));
    }
  }

  @Override
  public void sent(@Nullable Object handle, int fd, long bytes) {
    TrackedSocket socket = slots.get(fd);
    if (socket != null) {
      messages.sent(stamps.transferred(socket, handle, fd), bytes);
    }
  }

  @Override
  public void transferFailed(int fd, boolean writing, Throwable failure) {
    TrackedSocket socket = slots.get(fd);
    if (socket != null) {
      messages.failed(socket, writing, failure);
    }
  }

  @Override
  public void inputShutdown(@Nullable Object owner, int fd) {
    TrackedSocket socket = slots.heldBy(owner, fd);
    if (socket != null && socket.isConnected() && socket.mark(TrackedSocket.INPUT_SHUTDOWN)) {
      events.add(Event.INPUT_SHUTDOWN);
    }
  }

  @Override
  public void outputShutdown(@Nullable Object owner, int fd) {
    TrackedSocket socket = slots.heldBy(owner, fd);
    if (socket != null && socket.isConnected() && socket.mark(TrackedSocket.OUTPUT_SHUTDOWN)) {
      exportQueue.outputShutdown(socket);
      events.add(Event.OUTPUT_SHUTDOWN);
    }
  }

  @Override
  public void closing(Object owner, int fd) {
    TrackedSocket socket = slots.heldBy(owner, fd);
    if (socket != null && socket.mark(TrackedSocket.CLOSING)) {
      socket.closingAt(ExportQueue.now());
      events.add(Event.CLOSE_REQUESTED);
      if (socket.isConnected()) {
        long at = socket.closingAtNanos();
        long life = at - socket.openedAtNanos();
        exportQueue.closed(socket, at, incidents.add(IncidentKind.CLOSED, socket, at, life, null));
      } else {
        connects.closing(socket, owner);
      }
    }
  }

  @Override
  public void released(int fd) {
    TrackedSocket socket = slots.take(fd);
    if (socket == null || !socket.mark(TrackedSocket.RELEASED)) {
      own.release(fd);
      return;
    }
    exportQueue.released(socket);
    events.add(Event.RELEASED);
    recentlyReleased.add(socket);
    if (socket.isCollectedAtRelease()) {
      events.add(Event.COLLECTED);
      if (!collected.offer(socket)) {
        dropped.increment();
      }
    }
  }

  @Override
  public void failed(Throwable failure) {
    if (SocketError.of(failure) == SocketError.TOO_MANY_OPEN_FILES) {
      listener.descriptorsExhausted();
    }
  }

  @Override
  public void exiting() {
    listener.exiting();
  }

  private TrackedSocket track(Object owner, int fd, SocketKind kind) {
    String thread = Thread.currentThread().getName();
    long id = nextId.getAndIncrement();
    if (id == 1) {
      listener.firstSocket();
    }
    long at = ExportQueue.now();
    TrackedSocket socket = new TrackedSocket(owner, id, fd, kind, at, thread, new Throwable());
    exportQueue.opened(socket);
    return socket;
  }

  private void put(TrackedSocket socket) {
    if (!DescriptorSlots.covers(socket.fd())) {
      dropped.increment();
      return;
    }
    TrackedSocket stale = slots.put(socket.fd(), socket);
    if (stale != null) {
      stale.mark(TrackedSocket.RELEASED); // closed behind the JDK's back
    }
  }
}
