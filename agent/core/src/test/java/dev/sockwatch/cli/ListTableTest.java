package dev.sockwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.control.AgentMark;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of JVMs, as it stands on a terminal of 80 columns. */
class ListTableTest {
  private static final long SINCE = Instant.parse("2026-01-02T03:04:05.678Z").toEpochMilli();

  private final Obstacles obstacles = new Obstacles(Jvms.BOB);

  @Test
  void table_saysOfEachJvmWhatCanBeDone() {
    String table =
        ListTable.of(
            List.of(
                new ListTable.Row(Jvms.plain(7), "21.0.5", null, null),
                new ListTable.Row(
                    Jvms.plain(4711), "17.0.9", new AgentMark("1.2.3", SINCE, true, "/a"), null),
                new ListTable.Row(
                    Jvms.with(4712, "orders.jar", true, "0123456789ab", null),
                    "25",
                    new AgentMark("1.2.3", SINCE, false, "/a"),
                    null),
                new ListTable.Row(
                    Jvms.with(4713, "orders.jar", true, null, null), "25", null, null),
                new ListTable.Row(
                    Jvms.with(4714, "com.acme.orders.intake.Application", false, null, null),
                    null,
                    null,
                    obstacles.otherUser(4714, 1001, "alice")),
                new ListTable.Row(
                    Jvms.plain(4194304), "11.0.24", null, obstacles.tooOld(4194304, "11.0.24"))));

    assertThat(table)
        .isEqualTo(
            """
                 PID USER       JDK        MAIN                    SOCKWATCH
                   7 bob        21.0.5     com.acme.orders.Main    can be attached
                4711 bob        17.0.9     com.acme.orders.Main    watching, inside since
                                                                     2026-01-02T03:04:05Z
                4712 bob        25         orders.jar              off, inside since
                                                                     2026-01-02T03:04:05Z,
                                                                     in 0123456789ab
                4713 bob        25         orders.jar              can be attached, in a
                                                                     container
                4714 bob        unknown    ...s.intake.Application no: user alice
             4194304 bob        11.0.24    com.acme.orders.Main    no: JDK 11.0.24 is too
                                                                     old
            """);
    assertThat(table.lines()).allMatch(line -> line.length() <= 80);
  }
}
