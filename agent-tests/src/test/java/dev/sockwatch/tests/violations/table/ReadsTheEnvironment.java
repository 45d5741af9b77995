package dev.sockwatch.tests.violations.table;

import org.jspecify.annotations.Nullable;

/** A setting that no table of settings shows. */
final class ReadsTheEnvironment {
  @Nullable String setting() {
    return System.getenv("SOCKWATCH_SECRET");
  }
}
