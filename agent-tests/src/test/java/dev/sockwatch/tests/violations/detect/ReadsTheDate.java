package dev.sockwatch.tests.violations.detect;

import java.time.Instant;

/** A detector whose verdict depends on when it is asked. */
final class ReadsTheDate {
  Instant now() {
    return Instant.now();
  }
}
