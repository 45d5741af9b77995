package dev.sockwatch.tests.otel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.tests.support.EachJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.OtlpReceiver;
import dev.sockwatch.tests.support.OtlpValues;
import dev.sockwatch.tests.support.RunningJvm;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What spans say: how connects failed, how connections ended, at which line, and only if wanted.
 */
class ExportedSpansTest {
  private static final String PROGRAM = "com.example.traced.Lives";

  @EachJdk
  void failedConnects_sayWhy(Jdk jdk) {
    try (OtlpReceiver collector = OtlpReceiver.start()) {
      FinishedJvm jvm = run(jdk, collector, "errors");
      List<Span> connects = collector.spans("socket connect ");
      assertThat(connects).as(jvm.transcript()).isNotEmpty();
      assertThat(connects)
          .as("by default only those that failed")
          .allMatch(s -> s.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR);
      Map<Object, List<Span>> byError =
          connects.stream()
              .collect(Collectors.groupingBy(s -> OtlpValues.attributes(s).get("error.type")));
      assertThat(byError)
          .containsOnlyKeys("connection_refused", "network_unreachable", "timed_out");
      Span refused = first(byError, "connection_refused");
      assertThat(refused.getName()).isEqualTo("socket connect 127.0.0.1:1");
      assertThat(OtlpValues.attributes(refused))
          .containsEntry("network.peer.address", "127.0.0.1")
          .containsEntry("network.peer.port", 1L)
          .containsEntry("network.type", "ipv4")
          .containsEntry("server.port", 1L)
          .containsEntry("code.function.name", PROGRAM + ".failed")
          .containsEntry("code.file.path", "Lives.java")
          .containsKey("code.line.number")
          .containsKey("code.stacktrace");
      Span timedOut = first(byError, "timed_out");
      assertThat(timedOut.getEndTimeUnixNano() - timedOut.getStartTimeUnixNano())
          .isBetween(250_000_000L, 5_000_000_000L);
    }
  }

  @EachJdk
  void lives_sayWhoClosedFirst_andWhatTheKernelCounted(Jdk jdk) {
    try (OtlpReceiver collector = OtlpReceiver.start()) {
      FinishedJvm jvm = run(jdk, collector, "all");
      long port = Long.parseLong(jvm.value("port"));
      Map<Object, List<Span>> clients =
          collector.spans("socket connection ").stream()
              .filter(s -> Long.valueOf(port).equals(OtlpValues.attributes(s).get("server.port")))
              .filter(
                  s -> "client".equals(OtlpValues.attributes(s).get("sockwatch.connection.role")))
              .collect(
                  Collectors.groupingBy(
                      s -> OtlpValues.attributes(s).get("sockwatch.connection.closed_first_by")));
      assertThat(clients)
          .as(jvm.transcript())
          .containsOnlyKeys("local", "peer", "peer_reset", "local_reset");
      assertThat(events(clients, "local"))
          .containsExactly("sockwatch.connected", "sockwatch.output_shutdown", "sockwatch.closed");
      assertThat(events(clients, "peer"))
          .containsExactly("sockwatch.connected", "sockwatch.end_of_input", "sockwatch.closed");
      assertThat(events(clients, "peer_reset"))
          .containsExactly("sockwatch.connected", "sockwatch.reset_by_peer", "sockwatch.closed");
      assertThat(events(clients, "local_reset"))
          .contains("sockwatch.connected", "sockwatch.reset_by_us", "sockwatch.closed");
      assertThat(OtlpValues.attributes(first(clients, "local")))
          .containsKeys("sockwatch.tcp.rtt", "sockwatch.tcp.bytes_sent", "network.local.port");
      assertThat(collector.spans("socket accept 127.0.0.1:" + port))
          .hasSize(4)
          .allSatisfy(
              accept ->
                  assertThat(OtlpValues.attributes(accept))
                      .containsEntry("network.peer.address", "127.0.0.1")
                      .containsKey("network.peer.port"));
    }
  }

  @EachJdk
  void spansOff_leavesMetrics(Jdk jdk) {
    try (OtlpReceiver collector = OtlpReceiver.start()) {
      FinishedJvm jvm = run(jdk, collector, "off");
      assertThat(collector.spans()).as(jvm.transcript()).isEmpty();
      assertThat(collector.metricNames()).contains("sockwatch.connect.duration");
    }
  }

  @EachJdk
  void exportersOwnConnections_areNowhere(Jdk jdk) {
    try (OtlpReceiver collector = OtlpReceiver.start()) {
      FinishedJvm jvm = run(jdk, collector, "all");
      Long port = (long) collector.port();
      assertThat(collector.spans())
          .noneMatch(s -> port.equals(OtlpValues.attributes(s).get("network.peer.port")));
      assertThat(jvm.report().toString()).doesNotContain(":" + port);
      assertThat(collector.metric("sockwatch.connect.duration").toString())
          .doesNotContain(port.toString());
    }
  }

  private static List<String> events(Map<Object, List<Span>> byEnding, String ending) {
    return OtlpValues.events(first(byEnding, ending));
  }

  private static Span first(Map<Object, List<Span>> byWord, String word) {
    return byWord.getOrDefault(word, List.of()).get(0);
  }

  private static FinishedJvm run(Jdk jdk, OtlpReceiver collector, String spans) {
    ForkedJvm program =
        ForkedJvm.on(jdk)
            .env("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint())
            .env("OTEL_BSP_SCHEDULE_DELAY", "200")
            .env("OTEL_METRIC_EXPORT_INTERVAL", "500")
            .agentArg("spans", spans)
            .agentArg("sample.interval", "200ms")
            .withReport();
    try (RunningJvm running = program.start(PROGRAM)) {
      running.awaitOut("port=");
      running.awaitReportFile();
      running.tell("go");
      running.awaitOut("done");
      running.tell("end");
      return running.finish();
    }
  }
}
