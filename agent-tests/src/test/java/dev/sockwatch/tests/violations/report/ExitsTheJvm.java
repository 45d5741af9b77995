package dev.sockwatch.tests.violations.report;

/** Ends the application. */
final class ExitsTheJvm {
  void exit() {
    System.exit(1);
  }
}
