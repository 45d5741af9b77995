package dev.sockwatch.report.text;

/** What the sockets of a report are counted by. */
public enum Grouping {
  SITE,
  DESTINATION,
  STATE
}
