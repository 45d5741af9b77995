package dev.sockwatch.agent.settings;

import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.report.log.LogFormat;
import dev.sockwatch.report.telemetry.TelemetryOptions;
import java.util.Locale;

/**
 * A setting of the agent itself, with its default and its meaning; the thresholds of findings are
 * settings, too: {@link dev.sockwatch.detect.Threshold}.
 */
public enum Setting {
  ENABLED(FreeForm.FLAG, "true", "`false` leaves the JVM untouched"),
  LOG(
      FreeForm.FILE,
      "stderr",
      "where log lines go: `stderr`, or a file they are appended to; in its name `%p` is the pid,"
          + " `%h` the host name and `%%` a percent sign; missing folders are created, and a new"
          + " file is for its owner alone"),
  LOG_FORMAT(
      new Choices(LogFormat.class),
      "text",
      "how log lines are written (`json`: one object a line, for log collectors)"),
  REPORT_FILE(
      FreeForm.FILE,
      "",
      "write the report to this file, as JSON if its name ends in `.json`; its name as for `log`, but"
          + " no device and no FIFO"),
  REPORT_GC(FreeForm.FLAG, "false", "run a garbage collection before the last report is written"),
  JMX(
      new Choices(Jmx.class),
      "false",
      "whether the MXBean is registered at once (`tests`: that of tests, too); otherwise it waits"
          + " until the program has created a platform MBean server"),
  SAMPLE_INTERVAL(FreeForm.DURATION, "5s", "pause between sampling rounds"),
  TIME_SCALE(
      FreeForm.FACTOR,
      "1.0",
      "multiplies that pause and every duration among the thresholds, for tests"),
  KERNEL(new Choices(KernelSource.Choice.class), "auto", "how to ask the kernel"),
  IGNORE(
      FreeForm.IGNORE,
      "",
      "findings to leave out, `<id>@<package>` separated by `:`; the report counts them"),
  SPANS(
      new Choices(TelemetryOptions.Spans.class),
      "errors",
      "which connections become spans (`errors`: failed, slow, or with a finding)"),
  METRICS_DESTINATION(
      new Choices(TelemetryOptions.Destination.class),
      "server",
      "the attribute that separates destinations on metrics"),
  ADDRESSES(
      new Choices(Addresses.class),
      "full",
      "whether addresses are masked in the log, the report, the MXBean and all that is exported"),
  LIBRARIES(
      FreeForm.LIST,
      "",
      "packages of more client libraries that are never blamed for a socket, separated by `:`"),
  APP(
      FreeForm.LIST,
      "",
      "packages of the program, whose lines are blamed first, separated by `:`; otherwise learnt from"
          + " the main class and its jar or class directories");

  @SuppressWarnings("ImmutableEnumChecker") // a constant, or a record of a class
  private final Form form;

  private final String defaultValue;
  private final String meaning;

  Setting(Form form, String defaultValue, String meaning) {
    this.form = form;
    this.defaultValue = defaultValue;
    this.meaning = meaning;
  }

  /** Its entry in the list of everything that may be set. */
  SettingEntry entry() {
    return new SettingEntry(key(), form, defaultValue, meaning);
  }

  /** The name without prefix: {@code report.file}. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '.');
  }
}
