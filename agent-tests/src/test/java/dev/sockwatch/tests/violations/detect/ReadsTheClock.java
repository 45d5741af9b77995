package dev.sockwatch.tests.violations.detect;

/** A detector whose verdict depends on when it is asked. */
final class ReadsTheClock {
  long now() {
    return System.nanoTime();
  }
}
