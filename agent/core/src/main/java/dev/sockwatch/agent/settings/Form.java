package dev.sockwatch.agent.settings;

/** What the value of a setting must look like, and how to say so. */
interface Form {
  boolean accepts(String value);

  /** Stands behind "is not". */
  String allowed();
}
