package dev.sockwatch.report.telemetry;

import java.util.ArrayList;
import java.util.List;

/** What happened to one connection between its open and its end; times since the epoch. */
public final class ConnectionLife {
  private final List<ConnectionEvent> events = new ArrayList<>();
  private final long establishedAtNanos;
  private final long endedAtNanos;
  private final CloseInitiator ending;

  public ConnectionLife(
      long establishedAtNanos, long endedAtNanos, long resetAtNanos, CloseInitiator ending) {
    this.establishedAtNanos = establishedAtNanos;
    this.endedAtNanos = endedAtNanos;
    this.ending = ending;
    add(ConnectionEventType.CONNECTED, establishedAtNanos);
    add(ConnectionEventType.RESET_BY_PEER, resetAtNanos);
    if (ending == CloseInitiator.LOCAL_RESET) {
      add(ConnectionEventType.RESET_BY_US, endedAtNanos);
    }
    if (ending != CloseInitiator.OPEN) {
      add(ConnectionEventType.CLOSED, endedAtNanos);
    }
  }

  /** The program has read the peer's end of input. */
  public void endOfInput(long atNanos) {
    add(ConnectionEventType.END_OF_INPUT, atNanos);
  }

  /** The program has shut down its output. */
  public void outputShutdown(long atNanos) {
    add(ConnectionEventType.OUTPUT_SHUTDOWN, atNanos);
  }

  private void add(ConnectionEventType what, long atNanos) {
    if (atNanos != 0) {
      events.add(new ConnectionEvent(what, atNanos, ""));
    }
  }

  /** What happened to it, in no order. */
  public List<ConnectionEvent> events() {
    return events;
  }

  /** When it was established or accepted. */
  public long establishedAtNanos() {
    return establishedAtNanos;
  }

  /** When it was closed, or the JVM ended. */
  public long endedAtNanos() {
    return endedAtNanos;
  }

  /** Who closed first. */
  public CloseInitiator ending() {
    return ending;
  }
}
