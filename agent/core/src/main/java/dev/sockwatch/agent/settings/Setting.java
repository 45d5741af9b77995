package dev.sockwatch.agent.settings;

import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.report.log.LogFormat;
import dev.sockwatch.report.telemetry.TelemetryOptions;
import java.util.List;
import java.util.Locale;

/**
 * Every setting, with its default and its meaning: the source of the table in agent/SETTINGS.md.
 */
public enum Setting {
  ENABLED("enabled", FreeForm.FLAG, "true", "`false` leaves the JVM untouched"),
  LOG(
      "log",
      FreeForm.FILE,
      "stderr",
      "where log lines go: `stderr` or a file, appended; in its name `%p` is the pid, `%h` the host"
          + " name, `%%` a percent sign, and folders that are missing are made"),
  LOG_FORMAT(
      "log.format",
      new Choices(LogFormat.class),
      "text",
      "how log lines are written: {choices}; `json` is one object a line, for collectors of logs"),
  REPORT_FILE(
      "report.file",
      FreeForm.FILE,
      "",
      "write the report to this file, JSON if it ends in `.json`; its name as for `log`"),
  REPORT_GC(
      "report.gc", FreeForm.FLAG, "false", "ask for a garbage collection before the last report"),
  JMX(
      "jmx",
      FreeForm.FLAG,
      "false",
      "`true` registers the MXBean at once; else as soon as the program has a platform MBean"
          + " server"),
  SAMPLE_INTERVAL("sample.interval", FreeForm.DURATION, "5s", "pause between sampling rounds"),
  TIME_SCALE(
      "time.scale",
      FreeForm.FACTOR,
      "1.0",
      "multiplies the windows below and the pause, for tests"),
  KERNEL(
      "kernel",
      new Choices(KernelSource.Choice.class),
      "auto",
      "how the kernel is asked: {choices}"),
  CLOSE_WAIT_AFTER(
      "close.wait.after", FreeForm.DURATION, "30s", "`close-wait`: in that state for so long"),
  CLOSE_PENDING_AFTER(
      "close.pending.after", FreeForm.DURATION, "30s", "`close-pending`: closed so long ago"),
  NEVER_CONNECTED_AFTER(
      "never.connected.after", FreeForm.DURATION, "30s", "`never-connected`: created so long ago"),
  GROWING_WINDOW(
      "growing.window",
      FreeForm.DURATION,
      "30s",
      "`sockets-growing`: idle for so long, and rising over three such windows"),
  GROWING_SOCKETS(
      "growing.sockets", FreeForm.COUNT, "10", "`sockets-growing`: so many at one call site"),
  DESCRIPTORS_PERCENT(
      "descriptors.percent",
      FreeForm.PERCENT,
      "80",
      "`descriptors-low`: so much of RLIMIT_NOFILE in use"),
  INCIDENTS_WINDOW(
      "incidents.window",
      FreeForm.DURATION,
      "60s",
      "how far back slow connects, resets, held writes and closed connections are counted"),
  INCIDENTS_COUNT(
      "incidents.count",
      FreeForm.COUNT,
      "3",
      "`connect-slow`, `reset-by-peer`, `reset-by-us`: so many in that window"),
  NAGLE_STALLS(
      "nagle.stalls", FreeForm.COUNT, "5", "`nagle-stall`: so many held messages in that window"),
  PER_REQUEST_CONNECTIONS(
      "per.request.connections",
      FreeForm.COUNT,
      "100",
      "`connection-per-request`: so many connections in that window"),
  KEEPALIVE_IDLE(
      "keepalive.idle",
      FreeForm.DURATION,
      "240s",
      "`keepalive-*`: idle for so long, and when a firewall on the way forgets a connection"),
  KEEPALIVE_LOOPBACK(
      "keepalive.loopback", FreeForm.FLAG, "false", "`keepalive-*`: look at loopback, too"),
  PORTS_PERCENT(
      "ports.percent",
      FreeForm.PERCENT,
      "80",
      "`ephemeral-ports-low`: so many of the local ports to one destination in use"),
  CONNECT_FAILING(
      "connect.failing",
      FreeForm.DURATION,
      "30s",
      "`connect-refused`, `-timed-out`, `-unreachable`: failing for so long without a success"),
  IGNORE(
      "ignore",
      FreeForm.IGNORE,
      "",
      "findings to leave out, `<id>@<package>` separated by `:`; they are counted in the report"),
  SPANS(
      "spans",
      new Choices(TelemetryOptions.Spans.class),
      "errors",
      "which connections become spans: {choices}; `errors` are those that failed, were slow or have"
          + " a finding"),
  METRICS_DESTINATION(
      "metrics.destination",
      new Choices(TelemetryOptions.Destination.class),
      "server",
      "what tells destinations apart on metrics: {choices}"),
  ADDRESSES(
      "addresses",
      new Choices(Addresses.class),
      "full",
      "how addresses are shown: {choices}; `masked` replaces them by marks in the log, the report,"
          + " the MXBean and what is exported"),
  LIBRARIES(
      "libraries",
      FreeForm.LIST,
      "",
      "more packages of client libraries, never blamed for a socket, separated by `:`");

  private final String key;

  @SuppressWarnings("ImmutableEnumChecker") // a constant, or a record of a class
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

  /** What it does, with its choices where there are any. */
  private String meaning() {
    return form instanceof Choices choices
        ? meaning.replace("{choices}", choices.listedAsCode())
        : meaning;
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
          .append(setting.meaning())
          .append(" |\n");
    }
    return table.toString();
  }
}
