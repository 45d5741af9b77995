package dev.sockwatch.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** The JVMs of this machine as a table of 80 columns. */
final class ListTable {
  /**
   * One JVM.
   *
   * @param jvm how it looks from outside
   * @param hasAgent whether Sockwatch runs inside
   * @param obstacle why it cannot be asked, in a few words, or null
   */
  record Row(JvmProcess jvm, boolean hasAgent, @Nullable String obstacle) {}

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
          row.jvm().jdk() == null ? "unknown" : row.jvm().jdk(),
          shortened(row.jvm().main()),
          state(row));
    }
    return table.toString();
  }

  private static String state(Row row) {
    if (row.obstacle() != null) {
      return "no: " + row.obstacle();
    }
    String container = row.jvm().container() == null ? "a container" : row.jvm().container();
    return (row.hasAgent() ? "Sockwatch inside" : "can be attached")
        + (row.jvm().elsewhere() ? ", in " + container : "");
  }

  /** The end of a name says more than its beginning. */
  private static String shortened(String main) {
    return Texts.end(main, 23);
  }
}
