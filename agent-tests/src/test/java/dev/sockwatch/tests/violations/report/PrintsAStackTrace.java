package dev.sockwatch.tests.violations.report;

/** Writes to stderr past the log. */
final class PrintsAStackTrace {
  void print(Throwable failure) {
    failure.printStackTrace();
  }
}
