package dev.sockwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of JVMs, as it stands on a terminal of 80 columns. */
class ListTableTest {
  private final Obstacles obstacles = new Obstacles(Jvms.BOB);

  @Test
  void table_saysOfEachJvmWhatCanBeDone() {
    String table =
        ListTable.of(
            List.of(
                new ListTable.Row(Jvms.plain(7), false, null),
                new ListTable.Row(Jvms.plain(4711), true, null),
                new ListTable.Row(
                    Jvms.with(4712, "orders.jar", true, "0123456789ab", null), true, null),
                new ListTable.Row(Jvms.with(4713, "orders.jar", true, null, null), false, null),
                new ListTable.Row(
                    Jvms.with(4714, "com.acme.orders.intake.Application", false, null, null),
                    false,
                    obstacles.otherUser(4714, 1001, "alice").brief()),
                new ListTable.Row(
                    Jvms.with(4715, "\u001b[2Jorders\n.jar", false, null, null), false, null),
                new ListTable.Row(
                    Jvms.plain(4194304), false, obstacles.tooOld(4194304, "11.0.24").brief())));

    assertThat(table)
        .isEqualTo(
            """
                 PID USER       JDK        MAIN                    SOCKWATCH
                   7 bob        21.0.5     com.acme.orders.Main    can be attached
                4711 bob        21.0.5     com.acme.orders.Main    Sockwatch inside
                4712 bob        21.0.5     orders.jar              Sockwatch inside, in
                                                                     0123456789ab
                4713 bob        21.0.5     orders.jar              can be attached, in a
                                                                     container
                4714 bob        21.0.5     ...s.intake.Application no: user alice
                4715 bob        21.0.5     \\u001b[2Jorders\\n.jar   can be attached
             4194304 bob        21.0.5     com.acme.orders.Main    no: JDK 11.0.24 is too
                                                                     old
            """);
    assertThat(table.lines()).allMatch(line -> line.length() <= 80);
  }
}
