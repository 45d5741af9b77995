package dev.sockwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.api.ReportView;
import dev.sockwatch.report.HandMadeReport;
import org.junit.jupiter.api.Test;

/** The live view where there is no terminal: lines are appended, findings once. */
class WatchLinesTest {
  private final ReportView report = HandMadeReport.full();

  @Test
  void lines_tellEachFindingOnce() {
    WatchLines lines = new WatchLines();

    assertThat(String.join("\n", lines.next(report, null)))
        .isEqualTo(
            """
            2026-01-02T03:06:10Z  2 open  1 CLOSE_WAIT, 1 SYN_RECV, 1 TIME_WAIT
              ERROR close-wait  2 connections in CLOSE_WAIT for up to 41.0 s: the peer has closed
                at com.acme.Orders.<init>(Orders.java:41)
              resolved never-connected  1 socket created up to 30.0 s ago, never connected and not closed
                at unknown, none""");
    assertThat(lines.next(report, new Rates(2.5, 1, null, null)))
        .containsExactly(
            "2026-01-02T03:06:10Z  2 open  +2.5/s -1.0/s  1 CLOSE_WAIT, 1 SYN_RECV, 1 TIME_WAIT");
  }
}
