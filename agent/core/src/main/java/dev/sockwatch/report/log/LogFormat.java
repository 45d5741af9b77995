package dev.sockwatch.report.log;

/** How log lines are written: the setting {@code sockwatch.log.format}. */
public enum LogFormat {
  /** For people. */
  TEXT,
  /** One JSON object a line, for collectors of logs. */
  JSON
}
