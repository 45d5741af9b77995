package dev.sockwatch.report.otel;

import dev.sockwatch.net.SocketError;
import dev.sockwatch.report.telemetry.ConnectionEventType;
import dev.sockwatch.report.telemetry.KernelFigure;
import io.opentelemetry.api.common.AttributeKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every name that leaves this JVM, and what it means: the source of the tables in
 * agent/TELEMETRY.md.
 *
 * <p>Where the OpenTelemetry conventions have a stable name it is taken, the rest is under one
 * namespace of our own.
 */
final class TelemetryNames {
  /** The instrumentation scope of all signals. */
  static final String SCOPE = "dev.sockwatch";

  private static final String KERNEL_NAMESPACE = "sockwatch.tcp.";
  static final String EVIDENCE_NAMESPACE = "sockwatch.finding.evidence.";

  /** The label of all destinations beyond the bound. */
  static final String OTHER = "_OTHER";

  private static final Map<String, String> ATTRIBUTES = new LinkedHashMap<>();

  static final AttributeKey<String> PEER_ADDRESS =
      text("network.peer.address", "the peer's numeric address");
  static final AttributeKey<Long> PEER_PORT =
      number("network.peer.port", "the peer's port; on metrics never a client's");
  static final AttributeKey<String> LOCAL_ADDRESS =
      text("network.local.address", "the local numeric address");
  static final AttributeKey<Long> LOCAL_PORT = number("network.local.port", "the local port");
  static final AttributeKey<String> NETWORK_TYPE = text("network.type", "`ipv4` or `ipv6`");
  static final AttributeKey<String> STATE =
      text("network.connection.state", "the kernel's TCP state, e.g. `close_wait`");
  static final AttributeKey<String> SERVER_ADDRESS =
      text("server.address", "the host that the program asked for");
  static final AttributeKey<Long> SERVER_PORT =
      number("server.port", "its port; of an accepted connection the port it was accepted on");
  static final AttributeKey<String> ERROR_TYPE =
      text("error.type", "why a connect failed, one of the words below");
  static final AttributeKey<String> CODE_FUNCTION =
      text("code.function.name", "the method to blame, with its class");
  static final AttributeKey<String> CODE_FILE = text("code.file.path", "its source file");
  static final AttributeKey<Long> CODE_LINE = number("code.line.number", "the line");
  static final AttributeKey<String> CODE_STACKTRACE =
      text("code.stacktrace", "the stack that opened the socket");
  static final AttributeKey<String> THREAD_NAME =
      text("thread.name", "the thread that opened the socket");
  static final AttributeKey<Long> THREAD_ID = number("thread.id", "its id");
  static final AttributeKey<String> ROLE =
      text("sockwatch.connection.role", "`client`: we connected; `server`: we accepted");
  static final AttributeKey<String> CLOSED_FIRST_BY =
      text(
          "sockwatch.connection.closed_first_by",
          "`local`, `peer`, `local_reset`, `peer_reset`; `open` while it is still open");
  static final AttributeKey<String> FINDING_ID = text("sockwatch.finding.id", "e.g. `close-wait`");
  static final AttributeKey<String> FINDING_STATUS =
      text("sockwatch.finding.status", "`opened`, `worse` or `resolved`");
  static final AttributeKey<String> FINDING_SEVERITY =
      text("sockwatch.finding.severity", "`error`, `warning` or `advice`");
  static final AttributeKey<Long> FINDING_SOCKETS =
      number("sockwatch.finding.sockets", "how many sockets it is about");
  static final AttributeKey<String> FINDING_DESTINATION =
      text("sockwatch.finding.destination", "the other side, or how many there are");
  static final AttributeKey<String> FINDING_REMEDY =
      text("sockwatch.finding.remedy", "what to change");
  static final AttributeKey<String> SOCKET_EVENT =
      text("sockwatch.event", "e.g. `opened`, `endOfInputFromPeer`; as in the report's health");
  static final AttributeKey<String> SIGNAL =
      text("sockwatch.telemetry.signal", "`connections`, `spans` or `events`");

  /** The log record of a finding. */
  static final String FINDING_EVENT = "sockwatch.finding";

  static final String CONNECT_SPAN = "socket connect";
  static final String ACCEPT_SPAN = "socket accept";
  static final String LIFE_SPAN = "socket connection";

  private TelemetryNames() {}

  private static AttributeKey<String> text(String name, String meaning) {
    ATTRIBUTES.put(name, meaning);
    return AttributeKey.stringKey(name);
  }

  private static AttributeKey<Long> number(String name, String meaning) {
    ATTRIBUTES.put(name, meaning);
    return AttributeKey.longKey(name);
  }

  static String of(KernelFigure figure) {
    return KERNEL_NAMESPACE + figure.suffix();
  }

  /** The tables for agent/TELEMETRY.md. */
  static String tables() {
    StringBuilder tables =
        new StringBuilder("| span | from, to | exported with `sockwatch.spans` |\n");
    tables.append("| --- | --- | --- |\n");
    row(
        tables,
        CONNECT_SPAN + " {address}:{port}",
        "request to established or failed",
        "`all`, `connects`; `errors`: if it failed or was slow");
    row(
        tables,
        ACCEPT_SPAN + " {address}:{port}",
        "one instant, on the local address",
        "`all`, `connects`");
    row(
        tables,
        LIFE_SPAN + " {address}:{port}",
        "open to close; a root with a link to the span that opened it",
        "`all`; `connects`, `errors`: if there was a finding on it");
    tables.append("\n| event of a span | means |\n| --- | --- |\n");
    for (ConnectionEventType moment : ConnectionEventType.values()) {
      row(tables, moment.event(), moment.meaning());
    }
    tables.append(
        "\n| metric | instrument | unit | attributes | means |\n| --- | --- | --- | --- | --- |\n");
    for (Metric metric : Metric.values()) {
      row(
          tables,
          metric.metric(),
          metric.instrument(),
          metric.unit(),
          metric.attributes(),
          metric.meaning());
    }
    tables.append("\n| log record | means |\n| --- | --- |\n");
    row(tables, FINDING_EVENT, "a finding has opened, got worse or was resolved");
    tables.append("\n| attribute | means |\n| --- | --- |\n");
    ATTRIBUTES.forEach((name, meaning) -> row(tables, name, meaning));
    for (KernelFigure figure : KernelFigure.values()) {
      row(tables, of(figure), figure.meaning());
    }
    row(tables, EVIDENCE_NAMESPACE + "*", "the figures that decided a finding, as in the report");
    tables.append("\n| `error.type` | means |\n| --- | --- |\n");
    Map<String, String> errors = new LinkedHashMap<>(); // several errors may share a word
    for (SocketError error : SocketError.values()) {
      errors.put(error.word(), error.meaning());
    }
    errors.forEach((word, meaning) -> row(tables, word, meaning));
    return tables.toString();
  }

  private static void row(StringBuilder tables, String name, String... cells) {
    tables.append("| `").append(name).append("` | ").append(String.join(" | ", List.of(cells)));
    tables.append(" |\n");
  }
}
