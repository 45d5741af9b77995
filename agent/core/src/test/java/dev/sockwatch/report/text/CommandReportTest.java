package dev.sockwatch.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.report.HandMadeReport;
import org.junit.jupiter.api.Test;

/** The report for a person who asked, word for word. */
class CommandReportTest {
  @Test
  void report_hasFindingsAndTheSummary() {
    assertThat(text(new CommandReport(false, false, Grouping.SITE)))
        .isEqualTo(
            """
            1 finding (1 resolved) in 2 min 5 s; 7 sockets opened, 2 open now; 5 ignored by sockwatch.ignore

              ERROR close-wait  2 connections in CLOSE_WAIT for up to 41.0 s: the peer has closed
                opened at  com.acme.Orders.<init>(Orders.java:41)
                             com.acme.Main.run(Main.java:12)
                             com.acme.Main.main(Main.java:7)
                peer       192.0.2.7:5432
                since      2026-01-02T03:05:29Z
                evidence   tcpState=CLOSE_WAIT, sockets=2, endOfInputRead=true, closedPerSecond=2.5
                fix        close the socket on every path
                more       FINDINGS.md#close-wait

              resolved WARNING never-connected  1 socket created up to 30.0 s ago, never connected and not
                           closed
                opened at  unknown: no hook saw it open

            2 sockets open (1 tcp6, 1 other), 2 connections without a descriptor, TCP by call site
                   2  com.acme.Orders.<init>(Orders.java:41)  1 CLOSE_WAIT, 1 TIME_WAIT
                   1  unknown, clients of port 8080  1 SYN_RECV

            sockwatch 1.2.3, pid 4711, JDK 21.0.5+11-LTS, kernel source foreign, 12 rounds every 5.0 s, last 850 us, each socket in one of 3
            descriptors 66 of 1024, dropped events 3, hook errors 2, sockets no hook saw 4
            not exported spans 2
            not seen: sun.nio.ch.NioSocketImpl.create: sockets of this kind are not seen at all
            """);
  }

  @Test
  void openOnly_leavesResolvedFindingsOut() {
    assertThat(text(new CommandReport(true, false, Grouping.SITE)))
        .startsWith("1 finding in 2 min 5 s; ")
        .doesNotContain("resolved");
  }

  @Test
  void byDestination_countsPerPeer() {
    assertThat(text(new CommandReport(true, false, Grouping.DESTINATION)))
        .contains(
            """
            , TCP by destination
                   2  192.0.2.7:5432  1 CLOSE_WAIT, 1 TIME_WAIT
                   1  clients of port 8080  1 SYN_RECV
            """);
  }

  @Test
  void byState_namesTheLines() {
    assertThat(text(new CommandReport(true, false, Grouping.STATE)))
        .contains(
            """
            , TCP by state
                   1  CLOSE_WAIT  1 com.acme.Orders.<init>(Orders.java:41)
                   1  TIME_WAIT  1 com.acme.Orders.<init>(Orders.java:41)
                   1  SYN_RECV  1 unknown, clients of port 8080
            """);
  }

  @Test
  void sockets_areShownOneByOne() {
    assertThat(text(new CommandReport(false, true, Grouping.SITE)))
        .contains(
            """

              CLOSE_WAIT client  192.0.2.1:50000 -> 192.0.2.7:5432  open for 2 min 5 s
                opened at  com.acme.Orders.<init>(Orders.java:41)
                owner      NioSocketImpl@1b2c3d, descriptor 42, inode 987654
            """);
  }

  private static String text(CommandReport asked) {
    return String.join("\n", asked.lines(HandMadeReport.full())) + "\n";
  }
}
