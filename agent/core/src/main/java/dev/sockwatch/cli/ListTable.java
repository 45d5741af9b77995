package dev.sockwatch.cli;

import dev.sockwatch.control.AgentMark;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** The JVMs of this machine as a table of 80 columns. */
final class ListTable {
  /** One JVM: how it looks from outside, and what it said. */
  record Row(
      JvmProcess jvm,
      @Nullable String jdk,
      @Nullable AgentMark mark,
      @Nullable Obstacle obstacle) {}

  private ListTable() {}

  static String of(List<Row> rows) {
    TextTable table =
        TextTable.forColumns(
            Help.defaultColorScheme(Help.Ansi.OFF),
            new Column(8, 0, Overflow.SPAN),
            new Column(11, 1, Overflow.TRUNCATE),
            new Column(11, 1, Overflow.TRUNCATE),
            new Column(24, 1, Overflow.WRAP),
            new Column(26, 1, Overflow.WRAP));
    table.addRowValues("     PID", "USER", "JDK", "MAIN", "SOCKWATCH");
    for (Row row : rows) {
      table.addRowValues(
          String.format("%8d", row.jvm().pid()),
          row.jvm().user(),
          row.jdk() == null ? "unknown" : row.jdk(),
          shortened(row.jvm().main()),
          state(row));
    }
    return table.toString();
  }

  private static String state(Row row) {
    String place =
        row.jvm().elsewhere() && row.obstacle() == null
            ? ", in " + (row.jvm().container() == null ? "a container" : row.jvm().container())
            : "";
    if (row.obstacle() != null) {
      return "no: " + row.obstacle().brief();
    }
    AgentMark mark = row.mark();
    return mark == null
        ? "can be attached" + place
        : (mark.watching() ? "watching" : "off")
            + ", inside since "
            + Instant.ofEpochMilli(mark.startedAtMillis()).truncatedTo(ChronoUnit.SECONDS)
            + place;
  }

  /** The end of a name says more than its beginning. */
  private static String shortened(String main) {
    return Texts.end(main, 23);
  }
}
