package dev.sockwatch.report;

import dev.sockwatch.api.AgentView;
import dev.sockwatch.api.BlindSpotView;
import dev.sockwatch.api.CounterView;
import dev.sockwatch.api.DescriptorlessView;
import dev.sockwatch.api.DiagView;
import dev.sockwatch.api.FigureView;
import dev.sockwatch.api.FindingView;
import dev.sockwatch.api.GroupView;
import dev.sockwatch.api.HealthView;
import dev.sockwatch.api.HostView;
import dev.sockwatch.api.ReportView;
import dev.sockwatch.api.SocketGroupView;
import dev.sockwatch.api.SocketView;
import dev.sockwatch.api.SummaryView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** A report with every field, and with every field that may be absent absent once. */
public final class HandMadeReport {
  public static final long STARTED = Instant.parse("2026-01-02T03:04:05Z").toEpochMilli();

  private static final List<String> STACK =
      List.of(
          "java.net.Socket.connect(Socket.java:633)",
          "com.acme.Orders.<init>(Orders.java:41)",
          "com.acme.Main.run(Main.java:12)",
          "com.acme.Main.main(Main.java:7)");

  private HandMadeReport() {}

  public static ReportView full() {
    return new ReportView(
        agent(),
        new HealthView(
            12,
            850,
            5000,
            3,
            1,
            "java.io.IOException: disk \"full\"",
            2,
            "java.lang.NullPointerException",
            List.of(
                new BlindSpotView(
                    "sun.nio.ch.NioSocketImpl.create", "sockets of this kind are not seen at all")),
            3,
            4,
            6,
            5,
            66L,
            1024L,
            List.of(FigureView.of("opened", 6), FigureView.of("accepted", 1)),
            List.of(FigureView.of("spans", 2))),
        host(),
        summary(),
        List.of(
            new SocketGroupView(
                "client",
                "CLOSE_WAIT",
                "com.acme.Orders.<init>(Orders.java:41)",
                "192.0.2.7:5432",
                1,
                1),
            new SocketGroupView("unconnected", null, null, "none", 1, 1)),
        List.of(socket(), unwovenSocket()),
        null,
        List.of(timeWait(), synRecv()),
        List.of(openFinding(), resolvedFinding()));
  }

  /** The full report with other counts of sockets than those it lists. */
  public static ReportView counting(List<SocketGroupView> groups, String unlisted) {
    ReportView full = full();
    return new ReportView(
        full.agent(),
        full.health(),
        full.host(),
        full.summary(),
        groups,
        full.sockets(),
        unlisted,
        full.withoutDescriptor(),
        full.findings());
  }

  /** Nothing happened, and nothing is known. */
  public static ReportView empty() {
    return new ReportView(
        agent(),
        new HealthView(
            0, 0, 5000, 1, 0, null, 0, null, List.of(), 0, 0, 0, 0, null, null, List.of(),
            List.of()),
        new HostView(null, List.of(), List.of(), List.of(), null, null, null),
        new SummaryView(List.of(), List.of(), List.of(), List.of()),
        List.of(),
        List.of(),
        null,
        List.of(),
        List.of());
  }

  private static AgentView agent() {
    return new AgentView(
        "1.2.3", "21.0.5+11-LTS", 4711, "foreign", STARTED, STARTED + 125_250, 1.0, true);
  }

  private static HostView host() {
    return new HostView(
        "sock_diag",
        List.of(FigureView.of("net.ipv4.tcp_keepalive_time", "7200")),
        List.of(
            new CounterView("TcpActiveOpens", 1234, 2.5), new CounterView("TcpCurrEstab", 7, null)),
        List.of(FigureView.of("tcpTimeWait", 3)),
        32_768L,
        60_999L,
        28_232L);
  }

  private static SummaryView summary() {
    return new SummaryView(
        List.of(FigureView.of("tcp6", 1), FigureView.of("other", 1)),
        List.of(
            FigureView.of("CLOSE_WAIT", 1),
            FigureView.of("SYN_RECV", 1),
            FigureView.of("TIME_WAIT", 1)),
        List.of(
            new GroupView(
                "192.0.2.7:5432",
                List.of(FigureView.of("CLOSE_WAIT", 1), FigureView.of("TIME_WAIT", 1))),
            new GroupView("clients of port 8080", List.of(FigureView.of("SYN_RECV", 1)))),
        List.of(
            new GroupView(
                "com.acme.Orders.<init>(Orders.java:41)",
                List.of(FigureView.of("CLOSE_WAIT", 1), FigureView.of("TIME_WAIT", 1))),
            new GroupView("unknown", List.of(FigureView.of("SYN_RECV", 1)))));
  }

  private static DescriptorlessView timeWait() {
    return new DescriptorlessView(
        "TIME_WAIT",
        "192.0.2.1:50001",
        "192.0.2.7:5432",
        "client",
        "192.0.2.7:5432",
        "com.acme.Orders.<init>(Orders.java:41)",
        59_000);
  }

  private static DescriptorlessView synRecv() {
    return new DescriptorlessView(
        "SYN_RECV", "192.0.2.1:8080", null, "server", "clients of port 8080", null, 0);
  }

  private static DiagView diag() {
    return new DiagView(
        1,
        0L,
        "KEEPALIVE",
        7_188_000,
        0,
        1000,
        "1ca37",
        1L,
        true,
        List.of(FigureView.of("rmemAllocBytes", 768), FigureView.of("drops", 0)));
  }

  private static SocketView socket() {
    return new SocketView(
        17,
        42,
        "socket",
        "client",
        "NioSocketImpl@1b2c3d",
        "192.0.2.7:5432",
        "CLOSE_WAIT",
        "192.0.2.1:50000",
        "192.0.2.7:5432",
        STARTED + 250,
        125_000,
        "pool-1-thread-3",
        "com.acme.Orders.<init>(Orders.java:41)",
        STACK,
        "open",
        987_654L,
        0L,
        false,
        List.of(FigureView.of("rttMicros", 120), FigureView.of("bytesReceived", 6_000_000_000L)),
        List.of(FigureView.of("tcpNoDelay", 1), FigureView.of("soLingerSeconds", -1)),
        diag());
  }

  private static SocketView unwovenSocket() {
    return new SocketView(
        18,
        43,
        "unwoven",
        "unconnected",
        null,
        "none",
        null,
        null,
        null,
        null,
        5000,
        null,
        null,
        List.of(),
        null,
        null,
        null,
        true,
        List.of(),
        List.of(),
        new DiagView(0, null, "OFF", 0, 0, 0, null, null, false, List.of()));
  }

  public static FindingView openFinding() {
    return new FindingView(
        "close-wait",
        "error",
        "open",
        "2 connections in CLOSE_WAIT for up to 41.0 s: the peer has closed",
        2,
        STARTED + 30_000,
        STARTED + 84_000,
        STARTED + 125_000,
        null,
        "192.0.2.7:5432",
        "com.acme.Orders.<init>(Orders.java:41)",
        STACK,
        STACK.subList(2, 4),
        "open",
        List.of(
            FigureView.of("tcpState", "CLOSE_WAIT"),
            FigureView.of("sockets", 2),
            FigureView.of("endOfInputRead", true),
            FigureView.of("closedPerSecond", 2.5)),
        "close the socket on every path",
        "FINDINGS.md#close-wait");
  }

  public static FindingView resolvedFinding() {
    return new FindingView(
        "never-connected",
        "warning",
        "resolved",
        "1 socket created up to 30.0 s ago, never connected and not closed",
        1,
        STARTED + 31_500,
        STARTED + 34_000,
        STARTED + 70_000,
        STARTED + 75_000,
        "none",
        null,
        List.of(),
        List.of(),
        null,
        List.of(),
        "close the socket when it is not used",
        "FINDINGS.md#never-connected");
  }

  /** One of many findings, told apart by its number. */
  public static FindingView numbered(int number) {
    return new FindingView(
        "close-wait",
        "error",
        "open",
        String.format(Locale.ROOT, "number %d", number),
        1,
        STARTED,
        STARTED,
        STARTED,
        null,
        "192.0.2.7:5432",
        null,
        List.of(),
        List.of(),
        null,
        List.of(),
        "close it",
        "FINDINGS.md#close-wait");
  }
}
