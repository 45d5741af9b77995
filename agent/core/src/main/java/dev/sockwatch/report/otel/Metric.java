package dev.sockwatch.report.otel;

import java.util.List;

/** Every metric; names of our own until the conventions have some for TCP. */
enum Metric {
  CONNECTIONS(
      "sockwatch.connections",
      "updowncounter",
      "{connection}",
      "network.connection.state, role, destination",
      "open TCP connections and listeners"),
  CONNECT_DURATION(
      "sockwatch.connect.duration",
      "histogram",
      "s",
      "error.type, destination",
      "from the request for a connection to established or failed"),
  CONNECTION_DURATION(
      "sockwatch.connection.duration",
      "histogram",
      "s",
      "role, destination",
      "from established to closed, of connections that were closed"),
  RTT(
      "sockwatch.rtt",
      "histogram",
      "s",
      "role, destination",
      "the kernel's smoothed round-trip time, of each established connection in each round and at its close"),
  RETRANSMITS(
      "sockwatch.retransmits", "counter", "{segment}", "role, destination", "segments sent again"),
  ACCEPT_QUEUE_LENGTH(
      "sockwatch.accept_queue.length",
      "gauge",
      "{connection}",
      "server.port",
      "connections that wait to be accepted"),
  ACCEPT_QUEUE_LIMIT(
      "sockwatch.accept_queue.limit", "gauge", "{connection}", "server.port", "how many may wait"),
  FINDINGS(
      "sockwatch.findings",
      "updowncounter",
      "{finding}",
      "sockwatch.finding.id, sockwatch.finding.severity",
      "findings that are open"),
  TIME_WAIT(
      "sockwatch.time_wait",
      "gauge",
      "{connection}",
      "",
      "connections in TIME_WAIT in this network namespace"),
  EPHEMERAL_PORTS_USED(
      "sockwatch.ephemeral_ports.used",
      "gauge",
      "{port}",
      "",
      "ports of the ephemeral range that this JVM's connections use"),
  EPHEMERAL_PORTS_LIMIT(
      "sockwatch.ephemeral_ports.limit",
      "gauge",
      "{port}",
      "",
      "ports in that range, the reserved ones left out"),
  DESCRIPTORS_OPEN(
      "sockwatch.descriptors.open", "gauge", "{descriptor}", "", "open descriptors of this JVM"),
  DESCRIPTORS_LIMIT(
      "sockwatch.descriptors.limit", "gauge", "{descriptor}", "", "RLIMIT_NOFILE (soft)"),
  EVENTS("sockwatch.events", "counter", "{event}", "sockwatch.event", "what the hooks saw"),
  LOST_EVENTS("sockwatch.agent.events.lost", "counter", "{event}", "", "events that found no room"),
  HOOK_ERRORS("sockwatch.agent.hook.errors", "counter", "{error}", "", "hooks that failed"),
  ROUND_DURATION(
      "sockwatch.agent.round.duration", "histogram", "s", "", "CPU time of a sampling round"),
  TELEMETRY_LOST(
      "sockwatch.agent.telemetry.lost",
      "counter",
      "{item}",
      "sockwatch.telemetry.signal",
      "what was not exported: no room, or the collector did not take it");

  /** Bounds in seconds, from a loopback round trip to a connect that ran out of tries. */
  static final List<Double> DURATION_BOUNDS =
      List.of(
          0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0,
          10.0, 30.0, 60.0, 130.0);

  /** Bounds in seconds, from one exchange to a day. */
  static final List<Double> LIFETIME_BOUNDS =
      List.of(0.01, 0.1, 0.5, 1.0, 5.0, 15.0, 60.0, 300.0, 900.0, 3600.0, 14_400.0, 86_400.0);

  private final String metric;
  private final String instrument;
  private final String unit;
  private final String attributes;
  private final String meaning;

  Metric(String metric, String instrument, String unit, String attributes, String meaning) {
    this.metric = metric;
    this.instrument = instrument;
    this.unit = unit;
    this.attributes = attributes;
    this.meaning = meaning;
  }

  String metric() {
    return metric;
  }

  String instrument() {
    return instrument;
  }

  String unit() {
    return unit;
  }

  String attributes() {
    return attributes;
  }

  String meaning() {
    return meaning;
  }
}
