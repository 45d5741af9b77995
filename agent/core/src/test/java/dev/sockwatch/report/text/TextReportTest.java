package dev.sockwatch.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.api.ReportView;
import dev.sockwatch.api.SocketGroupView;
import dev.sockwatch.report.HandMadeReport;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The report for people, word for word. */
class TextReportTest {
  @Test
  void report_hasFindingsSocketsAndHealth() {
    assertThat(String.join("\n", TextReport.lines(HandMadeReport.full())))
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

            2 sockets open, 2 connections without a descriptor, by role, kernel state and call site
                   1  client     CLOSE_WAIT  com.acme.Orders.<init>(Orders.java:41)
                   1  unconnected -           unknown
                   1  client     TIME_WAIT   com.acme.Orders.<init>(Orders.java:41)
                   1  server     SYN_RECV    unknown

            TCP: 1 CLOSE_WAIT, 1 SYN_RECV, 1 TIME_WAIT, by destination
                   2  192.0.2.7:5432  1 CLOSE_WAIT, 1 TIME_WAIT
                   1  clients of port 8080  1 SYN_RECV

              CLOSE_WAIT client  192.0.2.1:50000 -> 192.0.2.7:5432  open for 2 min 5 s
                opened at  com.acme.Orders.<init>(Orders.java:41)
                owner      NioSocketImpl@1b2c3d, descriptor 42, inode 987654
                queues     receive 1 bytes, send 0 bytes, timer KEEPALIVE in 1 h 59 min, 0 unanswered
                kernel     rttMicros=120 bytesReceived=6000000000
                options    tcpNoDelay=1 soLingerSeconds=-1

              unwoven unconnected  unbound  known for 5.0 s, closed by the program
                opened at  unknown
                owner      unknown, descriptor 43
                queues     receive 0 bytes, send unknown bytes

            this network namespace, all its processes
              ephemeral ports 32768 to 60999, 28232 usable
              tcpTimeWait=3
              TcpActiveOpens=1234, 2.5 per second
              net.ipv4.tcp_keepalive_time = 7200

            sockwatch 1.2.3, pid 4711, JDK 21.0.5+11-LTS, kernel source foreign, 12 rounds every 5.0 s, last 850 us, each socket in one of 3
            descriptors 66 of 1024, dropped events 3, hook errors 2, sockets no hook saw 4
            not exported spans 2
            not seen: sun.nio.ch.NioSocketImpl.create: sockets of this kind are not seen at all\
            """);
  }

  @Test
  void reportWithoutFindings_saysSo() {
    assertThat(TextReport.findings(HandMadeReport.empty()))
        .containsExactly("no findings in 2 min 5 s; 0 sockets opened, 0 open now");
  }

  @Test
  void longStack_isFiveCallersThatSaySomething() {
    assertThat(TextReport.shown(List.of("a", "... 3 frames", "b", "c", "d", "e", "f")))
        .containsExactly("a", "... 3 frames", "b", "c", "d");
    assertThat(TextReport.shown(List.of("a", "b", "c", "d", "... 3 frames", "e")))
        .as("a gap at the end says nothing")
        .containsExactly("a", "b", "c", "d");
    assertThat(TextReport.shown(List.of())).isEmpty();
  }

  @Test
  void severalFindings_areCounted() {
    ReportView full = HandMadeReport.full();
    ReportView three =
        full.with(
            List.of(
                HandMadeReport.numbered(1),
                HandMadeReport.numbered(2),
                HandMadeReport.numbered(3)));

    assertThat(TextReport.findings(three).get(0)).startsWith("3 findings in 2 min 5 s; ");
  }

  @Test
  void openSockets_areGroupedMostFirst() {
    SocketGroupView group = new SocketGroupView("unconnected", null, null, "none", 2, 0);
    SocketGroupView elsewhere = new SocketGroupView("unconnected", null, null, "there", 1, 0);

    assertThat(
            SocketsText.bySite(
                HandMadeReport.counting(List.of(group, elsewhere), "some"), List.of()))
        .containsExactly(
            "3 sockets open, by role, kernel state and call site",
            "       3  unconnected -           unknown");
  }

  @Test
  void socketsThatAreNotListed_areCountedWithTheReason() {
    ReportView many =
        HandMadeReport.counting(
            List.of(new SocketGroupView("client", "ESTABLISHED", null, "there", 9_800, 2)),
            "2 of 9800 sockets are listed");

    assertThat(TextReport.lines(many).get(0)).contains("9800 open now");
    assertThat(TextReport.lines(many))
        .contains("  and 9798 more; a JSON report has more: 2 of 9800 sockets are listed");
  }
}
