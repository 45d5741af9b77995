package dev.sockwatch.tests.violations.snapshot;

import dev.sockwatch.tests.violations.table.Table;

/** A snapshot that holds what goes on changing. */
final class KnowsTheTable {
  Table known() {
    return new Table();
  }
}
