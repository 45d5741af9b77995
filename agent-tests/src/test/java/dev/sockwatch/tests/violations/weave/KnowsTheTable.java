package dev.sockwatch.tests.violations.weave;

import dev.sockwatch.tests.violations.table.Table;

/** A weaver that knows what its hooks feed. */
final class KnowsTheTable {
  Table table() {
    return new Table();
  }
}
