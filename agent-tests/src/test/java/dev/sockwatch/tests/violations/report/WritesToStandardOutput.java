package dev.sockwatch.tests.violations.report;

/** Mixes its words into the application's output. */
final class WritesToStandardOutput {
  void print() {
    System.out.println("here");
  }
}
