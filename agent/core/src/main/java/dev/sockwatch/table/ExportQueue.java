package dev.sockwatch.table;

import dev.sockwatch.net.IncidentKind;
import dev.sockwatch.net.KernelReading;
import dev.sockwatch.trace.TraceContext;
import dev.sockwatch.trace.TraceSource;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What happened to connections, each on its way to the sampler for export: plain records, bounded,
 * and nothing at all until somebody exports.
 */
public final class ExportQueue {
  /** More than one core connects within a quarter of a second. */
  public static final int CAPACITY = 16_384;

  /** What happens to a connection. */
  public enum What {
    CONNECTED,
    CONNECT_FAILED,
    ACCEPTED,
    CLOSED
  }

  /**
   * Something that happened to a connection, on its way to export.
   *
   * @param what which
   * @param socket to which socket
   * @param atNanos when, by {@link System#nanoTime}
   * @param said what the kernel said at that moment, or null
   */
  public record Entry(
      What what, TrackedSocket socket, long atNanos, @Nullable KernelReading said) {}

  private final Incidents incidents;
  private final BoundedQueue<Entry> entries = new BoundedQueue<>(CAPACITY);
  private final LongAdder lost = new LongAdder();
  private final RequestSpans requests = new RequestSpans();
  private volatile @Nullable TraceSource traces;
  private volatile boolean asksAlways;

  ExportQueue(Incidents incidents) {
    this.incidents = incidents;
  }

  /** Everything is kept from now on, with the span in which it was asked for. */
  public void begin(TraceSource source) {
    traces = source;
  }

  /** Nothing is kept any more. */
  public void end() {
    traces = null;
    for (Entry left = entries.poll(); left != null; left = entries.poll()) {
      lost.increment();
    }
  }

  /** Whether the kernel is asked at each connect, accept and close, beyond what rounds afford. */
  public void askAlways(boolean ask) {
    asksAlways = ask;
  }

  /** Takes the oldest, or null. */
  public @Nullable Entry poll() {
    return entries.poll();
  }

  /** How many found no room since the last call. */
  public long takeLost() {
    return lost.sumThenReset();
  }

  void opened(TrackedSocket socket) {
    TraceSource source = traces;
    if (source != null) {
      socket.timeline(new ExportTimeline(thread(), current(source)));
    }
  }

  void accepted(TrackedSocket socket) {
    ExportTimeline timeline = timeline(socket);
    if (timeline != null) {
      timeline.establishedAt(socket.openedAtNanos());
      add(What.ACCEPTED, socket, socket.openedAtNanos(), ask(socket));
    }
  }

  void connecting(TrackedSocket socket) {
    TraceSource source = traces;
    ExportTimeline timeline = socket.timeline();
    if (source != null && timeline != null) {
      timeline.connecting(thread(), current(source));
    }
  }

  void connected(TrackedSocket socket) {
    ExportTimeline timeline = timeline(socket);
    if (timeline != null) {
      long now = now();
      timeline.establishedAt(now);
      add(What.CONNECTED, socket, now, ask(socket));
    }
  }

  /** The JDK closes before it reports that a connect has failed: by then nobody can be asked. */
  void closedConnecting(TrackedSocket socket, @Nullable KernelReading said) {
    ExportTimeline timeline = timeline(socket);
    if (timeline != null) {
      timeline.saidAtClose(said);
    }
  }

  void connectFailed(TrackedSocket socket, @Nullable KernelReading said) {
    ExportTimeline timeline = timeline(socket);
    if (timeline != null) {
      add(What.CONNECT_FAILED, socket, now(), said == null ? timeline.saidAtClose() : said);
    }
  }

  void outputShutdown(TrackedSocket socket) {
    ExportTimeline timeline = timeline(socket);
    if (timeline != null) {
      timeline.outputShutdownAt(now());
    }
  }

  void reset(TrackedSocket socket) {
    ExportTimeline timeline = timeline(socket);
    if (timeline != null) {
      timeline.resetAt(now());
    }
  }

  void closed(TrackedSocket socket, long atNanos, @Nullable KernelReading said) {
    ExportTimeline timeline = timeline(socket);
    if (timeline != null && timeline.establishedAtNanos() != 0) {
      boolean beyondTheRation = said == null && asksAlways && !socket.isReleased();
      add(
          What.CLOSED,
          socket,
          atNanos,
          beyondTheRation ? incidents.ask(socket, IncidentKind.CLOSED) : said);
    }
  }

  /** Nobody may have closed it: a collection, or something behind the JDK's back. */
  void released(TrackedSocket socket) {
    if (traces != null && !socket.isClosing()) {
      closed(socket, now(), null);
    }
  }

  /** A client library takes a request on this thread, and connects for it on another. */
  public void requested(Object request, @Nullable Object before) {
    TraceSource source = traces;
    if (source != null) {
      requests.put(request, before, source.current());
    }
  }

  /** This thread connects for a request from now on; null: no longer. */
  public void connectingFor(@Nullable Object request) {
    if (traces != null) {
      requests.connectingFor(request);
    }
  }

  private @Nullable KernelReading ask(TrackedSocket socket) {
    return asksAlways ? incidents.ask(socket, IncidentKind.CONNECTED_SLOWLY) : null;
  }

  private @Nullable TraceContext current(TraceSource source) {
    TraceContext requested = requests.current();
    return requested == null ? source.current() : requested;
  }

  private @Nullable ExportTimeline timeline(TrackedSocket socket) {
    return traces == null ? null : socket.timeline();
  }

  private void add(What what, TrackedSocket socket, long atNanos, @Nullable KernelReading said) {
    if (!entries.offer(new Entry(what, socket, atNanos, said))) {
      lost.increment();
    }
  }

  @SuppressWarnings("deprecation") // threadId() came with 19
  private static long thread() {
    return Thread.currentThread().getId();
  }

  /** The time of an event. */
  static long now() {
    return System.nanoTime() | 1; // never 0, which means "not yet"
  }
}
