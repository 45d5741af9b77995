package dev.sockwatch.tests.violations.kernel;

import dev.sockwatch.tests.violations.table.Table;

/** A reader of the kernel that knows whose sockets it is asked for. */
final class KnowsTheTable {
  Table known() {
    return new Table();
  }
}
