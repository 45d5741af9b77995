package dev.sockwatch.table;

import dev.sockwatch.net.KernelReading;
import dev.sockwatch.trace.TraceContext;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one connection beyond its record, only while connections are exported: in which
 * span of the application it was asked for, and when what happened. Times are {@link
 * System#nanoTime}, 0 for not.
 */
public final class ExportTimeline {
  private final long openingThread;
  private volatile @Nullable TraceContext opener;
  private volatile long establishedAtNanos;
  private volatile long outputShutdownAtNanos;
  private volatile long resetAtNanos;
  private volatile @Nullable KernelReading saidAtClose;

  ExportTimeline(long openingThread, @Nullable TraceContext opener) {
    this.openingThread = openingThread;
    this.opener = opener;
  }

  /** The id of the thread that opened or accepted it. */
  public long openingThread() {
    return openingThread;
  }

  /** The span in which the program asked for the connection, or null. */
  public @Nullable TraceContext opener() {
    return opener;
  }

  /**
   * The span of the connect: on the thread that opened the socket the later one counts; an event
   * loop that connects what another thread opened works for that one.
   */
  void connecting(long thread, @Nullable TraceContext current) {
    if (current != null && (thread == openingThread || opener == null)) {
      opener = current;
    }
  }

  /** When the connection was established, or accepted. */
  public long establishedAtNanos() {
    return establishedAtNanos;
  }

  void establishedAt(long nanos) {
    establishedAtNanos = nanos;
  }

  /** When the program shut down its output. */
  public long outputShutdownAtNanos() {
    return outputShutdownAtNanos;
  }

  void outputShutdownAt(long nanos) {
    outputShutdownAtNanos = nanos;
  }

  /** When a read or write failed since the peer had reset the connection. */
  public long resetAtNanos() {
    return resetAtNanos;
  }

  /** What the kernel said when it was closed while it connected. */
  @Nullable KernelReading saidAtClose() {
    return saidAtClose;
  }

  void saidAtClose(@Nullable KernelReading said) {
    saidAtClose = said;
  }

  void resetAt(long nanos) {
    resetAtNanos = nanos;
  }
}
