package dev.sockwatch.tests.violations.report;

/** Native code past the door. */
final class LoadsALibrary {
  void load() {
    System.loadLibrary("sockwatch");
  }
}
