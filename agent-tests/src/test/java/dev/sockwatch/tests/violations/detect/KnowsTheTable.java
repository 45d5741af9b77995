package dev.sockwatch.tests.violations.detect;

import dev.sockwatch.tests.violations.table.Table;

/** A detector that looks at sockets instead of samples. */
final class KnowsTheTable {
  Table known() {
    return new Table();
  }
}
