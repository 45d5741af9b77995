package dev.sockwatch.report.telemetry;

/** What happens in the life of a connection, as events of its span. */
public enum ConnectionEventType {
  CONNECTED("sockwatch.connected", "the connection is established"),
  END_OF_INPUT("sockwatch.end_of_input", "the program has read the peer's end of input"),
  OUTPUT_SHUTDOWN("sockwatch.output_shutdown", "half-close: the program writes no more"),
  RESET_BY_PEER("sockwatch.reset_by_peer", "a read or write failed with a reset"),
  RESET_BY_US("sockwatch.reset_by_us", "closed so that the kernel sent a reset"),
  CLOSED("sockwatch.closed", "the program has closed it"),
  FINDING("sockwatch.finding", "a finding on it has opened, got worse or was resolved");

  private final String event;
  private final String meaning;

  ConnectionEventType(String event, String meaning) {
    this.event = event;
    this.meaning = meaning;
  }

  /** The event's name. */
  public String event() {
    return event;
  }

  /** What the event means. */
  public String meaning() {
    return meaning;
  }
}
