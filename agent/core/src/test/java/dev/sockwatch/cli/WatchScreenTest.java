package dev.sockwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.api.ReportView;
import dev.sockwatch.control.Answer;
import dev.sockwatch.report.HandMadeReport;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The live view, as it stands on a terminal. */
class WatchScreenTest {
  private static final Rates RATES = new Rates(2.5, 1, 1_234_567.0, 12.0);

  private final ReportView report = HandMadeReport.full();
  private final Answer answer =
      new Answer(
          "1.2.3",
          "/opt/sockwatch-agent.jar",
          report.agent().startedAtMillis(),
          true,
          2,
          "",
          true,
          report);

  @Test
  void screen_showsSocketsFindingsAndRates() {
    assertThat(screen(RATES, Terminal.Size.USUAL))
        .isEqualTo(
            """
            sockwatch 1.2.3  pid 4711  JDK 21.0.5  watching, inside for 2 min 5 s
            2 open  +2.5/s -1.0/s  in 1.2 MB/s  out 12 B/s  descriptors 66 of 1024

            SOCKETS  STATE        OPENED AT
                  1  CLOSE_WAIT   com.acme.Orders.<init>(Orders.java:41)
                  1  TIME_WAIT    com.acme.Orders.<init>(Orders.java:41)
                  1  SYN_RECV     unknown, clients of port 8080

            FINDINGS  1 open, 1 resolved; newest first
            ERROR      close-wait  2 connections in CLOSE_WAIT for up to 41.0 s: the peer...
                       at com.acme.Orders.<init>(Orders.java:41)
            resolved   never-connected  1 socket created up to 30.0 s ago, never connecte...
                       at unknown, none
            """);
  }

  @Test
  void firstScreen_hasNoRates() {
    assertThat(screen(null, Terminal.Size.USUAL)).contains("2 open  descriptors 66 of 1024\n");
  }

  @Test
  void smallScreen_isNotOverrun() {
    List<String> lines = WatchScreen.lines(answer, report, RATES, new Terminal.Size(40, 10));

    assertThat(lines).hasSizeLessThan(10).allMatch(line -> line.length() <= 40);
    assertThat(lines).contains("         and 2 more kinds");
  }

  private String screen(@Nullable Rates rates, Terminal.Size size) {
    List<String> lines = WatchScreen.lines(answer, report, rates, size);
    assertThat(lines)
        .hasSizeLessThan(size.rows())
        .allMatch(line -> line.length() <= size.columns());
    return String.join("\n", lines) + "\n";
  }
}
