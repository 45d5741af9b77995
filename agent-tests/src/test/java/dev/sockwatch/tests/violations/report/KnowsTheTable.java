package dev.sockwatch.tests.violations.report;

import dev.sockwatch.tests.violations.table.Table;

/** A report that looks at sockets instead of views. */
final class KnowsTheTable {
  Table known() {
    return new Table();
  }
}
