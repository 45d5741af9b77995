package dev.sockwatch.agent.settings;

import java.util.List;
import java.util.Locale;

/**
 * Every setting, with its default and its meaning: the source of the table in agent/SETTINGS.md.
 */
public enum Setting {
  ENABLED("enabled", Form.FLAG, "true", "`false` leaves the JVM untouched"),
  LOG("log", Form.PATH, "stderr", "where log lines go: `stderr` or a file, appended"),
  REPORT_FILE(
      "report.file", Form.PATH, "", "write the report to this file, JSON if it ends in `.json`"),
  REPORT_GC("report.gc", Form.FLAG, "false", "ask for a garbage collection before the last report"),
  JMX(
      "jmx",
      Form.FLAG,
      "false",
      "`true` registers the MXBean at once; else as soon as the program has a platform MBean server"),
  SAMPLE_INTERVAL("sample.interval", Form.DURATION, "5s", "pause between sampling rounds"),
  TIME_SCALE(
      "time.scale", Form.FACTOR, "1.0", "multiplies the windows below and the pause, for tests"),
  KERNEL(
      "kernel",
      Form.KERNEL,
      "auto",
      "how the kernel is asked: `auto`, `foreign`, `jna`, `jdk`, `procfs` or `off`"),
  CLOSE_WAIT_AFTER(
      "close.wait.after", Form.DURATION, "30s", "`close-wait`: in that state for so long"),
  CLOSE_PENDING_AFTER(
      "close.pending.after", Form.DURATION, "30s", "`close-pending`: closed so long ago"),
  NEVER_CONNECTED_AFTER(
      "never.connected.after", Form.DURATION, "30s", "`never-connected`: created so long ago"),
  GROWING_WINDOW(
      "growing.window",
      Form.DURATION,
      "30s",
      "`sockets-growing`: idle for so long, and rising over three such windows"),
  GROWING_SOCKETS(
      "growing.sockets", Form.COUNT, "10", "`sockets-growing`: so many at one call site"),
  GROWING_MANY(
      "growing.many",
      Form.COUNT,
      "30",
      "`sockets-growing`: so many are a warning though there come no more, fewer are advice"),
  DESCRIPTORS_PERCENT(
      "descriptors.percent",
      Form.PERCENT,
      "80",
      "`descriptors-low`: so much of RLIMIT_NOFILE in use"),
  INCIDENTS_WINDOW(
      "incidents.window",
      Form.DURATION,
      "60s",
      "how far back slow connects, resets, held writes and closed connections are counted"),
  INCIDENTS_COUNT(
      "incidents.count",
      Form.COUNT,
      "3",
      "`connect-slow`, `reset-by-peer`, `reset-by-us`: so many in that window"),
  NAGLE_STALLS(
      "nagle.stalls", Form.COUNT, "5", "`nagle-stall`: so many held messages in that window"),
  PER_REQUEST_CONNECTIONS(
      "per.request.connections",
      Form.COUNT,
      "100",
      "`connection-per-request`: a warning from so many connections in that window, advice below"),
  PER_REQUEST_IN_A_ROW(
      "per.request.in.a.row",
      Form.COUNT,
      "20",
      "`connection-per-request`: so many in a row, at whatever pace"),
  PER_REQUEST_TIMER(
      "per.request.timer",
      Form.DURATION,
      "2s",
      "`connection-per-request`: regular pauses from here on are a health check's; never scaled"),
  KEEPALIVE_IDLE(
      "keepalive.idle",
      Form.DURATION,
      "240s",
      "`keepalive-*`: idle for so long, and when a firewall on the way forgets a connection"),
  KEEPALIVE_LOOPBACK(
      "keepalive.loopback", Form.FLAG, "false", "`keepalive-*`: look at loopback, too"),
  PORTS_PERCENT(
      "ports.percent",
      Form.PERCENT,
      "80",
      "`ephemeral-ports-low`: so many of the local ports to one destination in use"),
  CONNECT_FAILING(
      "connect.failing",
      Form.DURATION,
      "30s",
      "`connect-refused`, `-timed-out`, `-unreachable`: failing for so long without a success"),
  IGNORE(
      "ignore",
      Form.IGNORE,
      "",
      "findings to leave out, `<id>@<package>` separated by `:`; they are counted in the report"),
  SPANS(
      "spans",
      Form.SPANS,
      "errors",
      "which connections become spans: `all`, `connects`, `errors` (failed or slow, or with a finding) or `off`"),
  METRICS_DESTINATION(
      "metrics.destination",
      Form.DESTINATION,
      "server",
      "what tells destinations apart on metrics: `none`, `server` or `peer`"),
  ADDRESSES(
      "addresses",
      Form.ADDRESSES,
      "full",
      "`masked` replaces addresses by marks in the log, the report, the MXBean and what is exported"),
  LIBRARIES(
      "libraries",
      Form.LIST,
      "",
      "more packages of client libraries, never blamed for a socket, separated by `:`");

  /** What a value must look like, and how to say so. */
  enum Form {
    FLAG("true or false"),
    PATH("a file name"),
    DURATION("a number with ms, s, m or h, at least 10ms, e.g. 5s"),
    FACTOR("a number from 0.001 to 1000, e.g. 0.1"),
    KERNEL("auto, foreign, jna, jdk, procfs or off"),
    COUNT("a whole number from 1 to 1000000"),
    PERCENT("a whole number from 1 to 100"),
    IGNORE("<id>@<package>, separated by \":\", with the id of a finding"),
    SPANS("all, connects, errors or off"),
    DESTINATION("none, server or peer"),
    ADDRESSES("full or masked"),
    LIST("words separated by \":\"");

    private final String allowed;

    Form(String allowed) {
      this.allowed = allowed;
    }

    String allowed() {
      return allowed;
    }
  }

  private final String key;
  private final Form form;
  private final String defaultValue;
  private final String meaning;

  Setting(String key, Form form, String defaultValue, String meaning) {
    this.key = key;
    this.form = form;
    this.defaultValue = defaultValue;
    this.meaning = meaning;
  }

  /** The name without prefix, as in agent arguments: {@code report.file}. */
  String key() {
    return key;
  }

  /** The system property: {@code sockwatch.report.file}. */
  String property() {
    return "sockwatch." + key;
  }

  /** The environment variable: {@code SOCKWATCH_REPORT_FILE}. */
  String variable() {
    return "SOCKWATCH_" + key.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  Form form() {
    return form;
  }

  String defaultValue() {
    return defaultValue;
  }

  /** The table for agent/SETTINGS.md. */
  static String table() {
    StringBuilder table =
        new StringBuilder("| setting | default | meaning |\n| --- | --- | --- |\n");
    for (Setting setting : List.of(values())) {
      String value = setting.defaultValue.isEmpty() ? "" : "`" + setting.defaultValue + "`";
      table
          .append("| `sockwatch.")
          .append(setting.key)
          .append("` | ")
          .append(value)
          .append(" | ")
          .append(setting.meaning)
          .append(" |\n");
    }
    return table.toString();
  }
}
