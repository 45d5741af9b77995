package dev.sockwatch.report.telemetry;

import java.util.ArrayList;
import java.util.List;

/** What happened to one connection between its open and its end; times since the epoch. */
public final class Life {
  private final List<LifeEvent> events = new ArrayList<>();
  private final long establishedAtNanos;
  private final long endedAtNanos;
  private final Ending ending;

  public Life(long establishedAtNanos, long endedAtNanos, long resetAtNanos, Ending ending) {
    this.establishedAtNanos = establishedAtNanos;
    this.endedAtNanos = endedAtNanos;
    this.ending = ending;
    add(Moment.CONNECTED, establishedAtNanos);
    add(Moment.RESET_BY_PEER, resetAtNanos);
    if (ending == Ending.LOCAL_RESET) {
      add(Moment.RESET_BY_US, endedAtNanos);
    }
    if (ending != Ending.OPEN) {
      add(Moment.CLOSED, endedAtNanos);
    }
  }

  /** The program has read the peer's end of input. */
  public void endOfInput(long atNanos) {
    add(Moment.END_OF_INPUT, atNanos);
  }

  /** The program has shut down its output. */
  public void outputShutdown(long atNanos) {
    add(Moment.OUTPUT_SHUTDOWN, atNanos);
  }

  private void add(Moment what, long atNanos) {
    if (atNanos != 0) {
      events.add(new LifeEvent(what, atNanos, ""));
    }
  }

  /** What happened to it, in no order. */
  public List<LifeEvent> events() {
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
  public Ending ending() {
    return ending;
  }
}
