package dev.sockwatch.report;

/** What the sockets of a report are counted by. */
public enum Grouping {
  SITE,
  DESTINATION,
  STATE
}
