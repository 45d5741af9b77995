package dev.sockwatch.agent.settings;

import java.util.Locale;

/**
 * A setting of the agent itself, with its default and its meaning; the thresholds of findings are
 * settings, too: {@link dev.sockwatch.detect.Threshold}.
 */
public enum Setting {
  ENABLED(SettingForm.FLAG, "true", "`false` leaves the JVM untouched"),
  LOG(SettingForm.PATH, "stderr", "where log lines go: `stderr`, or a file they are appended to"),
  REPORT_FILE(
      SettingForm.PATH, "", "write the report to this file, as JSON if its name ends in `.json`"),
  REPORT_GC(
      SettingForm.FLAG, "false", "run a garbage collection before the last report is written"),
  JMX(
      SettingForm.FLAG,
      "false",
      "`true` registers the MXBean at once; otherwise it waits until the program has created a"
          + " platform MBean server"),
  SAMPLE_INTERVAL(SettingForm.DURATION, "5s", "pause between sampling rounds"),
  TIME_SCALE(
      SettingForm.FACTOR,
      "1.0",
      "multiplies that pause and every duration among the thresholds, for tests"),
  KERNEL(SettingForm.KERNEL, "auto", "how to ask the kernel"),
  IGNORE(
      SettingForm.IGNORE,
      "",
      "findings to leave out, `<id>@<package>` separated by `:`; the report counts them"),
  SPANS(
      SettingForm.SPANS,
      "errors",
      "which connections become spans (`errors`: failed, slow, or with a finding)"),
  METRICS_DESTINATION(
      SettingForm.DESTINATION, "server", "the attribute that separates destinations on metrics"),
  ADDRESSES(
      SettingForm.ADDRESSES,
      "full",
      "whether addresses are masked in the log, the report, the MXBean and all that is exported"),
  LIBRARIES(
      SettingForm.LIST,
      "",
      "packages of more client libraries that are never blamed for a socket, separated by `:`");

  private final SettingForm form;
  private final String defaultValue;
  private final String meaning;

  Setting(SettingForm form, String defaultValue, String meaning) {
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
