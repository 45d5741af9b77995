package dev.sockwatch.tests.bench;

/** One line of the result. */
interface Row {
  /** The line as it is printed. */
  String text();

  /** A line that says why there is no figure. */
  static Row skipped(String what, String reason) {
    return () -> what + ": not measured: " + reason;
  }
}
