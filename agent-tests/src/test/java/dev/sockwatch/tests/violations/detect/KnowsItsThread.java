package dev.sockwatch.tests.violations.detect;

/** A detector whose verdict depends on who asks. */
final class KnowsItsThread {
  String thread() {
    return Thread.currentThread().getName();
  }
}
