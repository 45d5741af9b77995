package dev.sockwatch.tests.otel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.tests.support.AnyJdk;
import dev.sockwatch.tests.support.Await;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.Libraries;
import dev.sockwatch.tests.support.LiveReport;
import dev.sockwatch.tests.support.OtlpReceiver;
import dev.sockwatch.tests.support.OtlpValues;
import dev.sockwatch.tests.support.RunningJvm;
import dev.sockwatch.tests.support.SourceFiles;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Findings as events in the trace that opened the sockets, and every metric of the page. */
class ExportedFindingsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern METRIC_ROW =
      Pattern.compile(
          "\\| `(sockwatch\\.[a-z_.]+)` \\| (?:histogram|gauge|counter|updowncounter) .*");

  @AnyJdk
  void finding_isAnEventInTheTraceThatOpenedTheSockets(Jdk jdk) {
    try (OtlpReceiver collector = OtlpReceiver.start()) {
      FinishedJvm jvm = leak(jdk, collector, "full");
      LogRecord event =
          collector.events().stream()
              .filter(
                  e ->
                      "close-wait"
                          .equals(
                              OtlpValues.attributes(e.getAttributesList())
                                  .get("sockwatch.finding.id")))
              .findFirst()
              .orElseThrow(() -> new AssertionError(jvm.transcript()));
      assertThat(event.getEventName()).isEqualTo("sockwatch.finding");
      assertThat(event.getSeverityNumber()).isEqualTo(SeverityNumber.SEVERITY_NUMBER_ERROR);
      assertThat(event.getBody().getStringValue()).contains("CLOSE_WAIT");
      assertThat(OtlpValues.hex(event.getTraceId()) + "/" + OtlpValues.hex(event.getSpanId()))
          .isEqualTo(jvm.value("leaking"));
      assertThat(OtlpValues.attributes(event.getAttributesList()))
          .containsEntry("sockwatch.finding.status", "opened")
          .containsEntry("sockwatch.finding.evidence.tcpState", "CLOSE_WAIT")
          .containsEntry("sockwatch.finding.evidence.sockets", 12L)
          .containsEntry("code.function.name", "com.example.traced.Leaks.leak")
          .containsKeys("code.line.number", "code.stacktrace", "sockwatch.finding.remedy");
    }
  }

  @AnyJdk
  void connectionsWithAFinding_areSpansEvenIfTheyAreNeverClosed(Jdk jdk) {
    try (OtlpReceiver collector = OtlpReceiver.start()) {
      FinishedJvm jvm = leak(jdk, collector, "full");
      List<Span> lives = collector.spans("socket connection ");
      assertThat(lives).as(jvm.transcript()).hasSize(12);
      assertThat(lives)
          .allSatisfy(
              life -> {
                assertThat(OtlpValues.events(life)).contains("sockwatch.finding");
                assertThat(OtlpValues.attributes(life))
                    .containsEntry("sockwatch.connection.closed_first_by", "open");
                assertThat(life.getLinksList()).hasSize(1);
              });
    }
  }

  @AnyJdk
  void everyMetricOfThePage_isSent(Jdk jdk) throws IOException {
    try (OtlpReceiver collector = OtlpReceiver.start()) {
      Set<String> expected = metricsOfThePage();
      assertThat(expected).hasSizeGreaterThan(15);
      FinishedJvm leaking = leak(jdk, collector, "full");
      FinishedJvm failing = lives(jdk, collector);
      assertThat(collector.metricNames())
          .as(leaking.transcript() + failing.transcript())
          .containsAll(expected);
      assertThat(bounds(collector, "sockwatch.connect.duration"))
          .as("seconds, not the defaults for milliseconds")
          .startsWith(0.0001)
          .contains(1.0);
    }
  }

  @AnyJdk
  void maskedAddresses_leaveNoHostButLoopback(Jdk jdk) {
    try (OtlpReceiver collector = OtlpReceiver.start()) {
      FinishedJvm jvm =
          collector.whenTold(
              ForkedJvm.on(jdk)
                  .env("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint())
                  .agentArg("addresses", "masked")
                  .agentArg("metrics.destination", "peer"),
              "255.255.255.255");
      Map<String, Object> attributes =
          OtlpValues.attributes(collector.awaitSpans("socket connect ", 1).get(0));
      assertThat(attributes.get("network.peer.address")).asString().startsWith("masked-");
      assertThat(collector.spans().toString() + collector.metric("sockwatch.connect.duration"))
          .as(jvm.transcript())
          .doesNotContain("255.255.255.255")
          .contains("masked-");
    }
  }

  private static List<Double> bounds(OtlpReceiver collector, String histogram) {
    return collector.metric(histogram).getHistogram().getDataPoints(0).getExplicitBoundsList();
  }

  private static Set<String> metricsOfThePage() throws IOException {
    Set<String> names = new TreeSet<>();
    Path page = SourceFiles.repository().resolve("agent/TELEMETRY.md");
    for (String line : Files.readAllLines(page)) {
      Matcher row = METRIC_ROW.matcher(line);
      if (row.matches()) {
        names.add(row.group(1));
      }
    }
    return names;
  }

  private static ForkedJvm program(Jdk jdk, OtlpReceiver collector) {
    return ForkedJvm.on(jdk)
        .classPath(Libraries.withOpenTelemetry())
        .env("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint())
        .env("OTEL_METRIC_EXPORT_INTERVAL", "300")
        .agentArg("time.scale", "0.02");
  }

  @AnyJdk
  void connectionPerRequest_namesTheTracesItHappenedIn(Jdk jdk) {
    try (OtlpReceiver collector = OtlpReceiver.start();
        RunningJvm running =
            program(jdk, collector).withReport().start("com.example.traced.PerRequest")) {
      running.awaitErr("sockwatch: WARNING connection-per-request");
      running.tell("end");
      FinishedJvm jvm = running.finish();
      String latest =
          LiveReport.objects(jvm.report(), "findings")
              .get(0)
              .getAsJsonObject("evidence")
              .get("latestTraces")
              .getAsString();
      assertThat(latest.split(", "))
          .hasSize(3)
          .allSatisfy(
              trace -> assertThat(jvm.out()).anyMatch(line -> line.startsWith("request=" + trace)));
    }
  }

  private static FinishedJvm leak(Jdk jdk, OtlpReceiver collector, String addresses) {
    ForkedJvm program = program(jdk, collector).agentArg("addresses", addresses);
    try (RunningJvm running = program.start("com.example.traced.Leaks")) {
      running.awaitOut("leaked ");
      running.awaitErr("sockwatch: ERROR close-wait");
      Await.until(
          "the number of findings",
          PATIENCE,
          () -> collector.metricNames().contains("sockwatch.findings"));
      running.tell("end");
      return running.finish();
    }
  }

  private static FinishedJvm lives(Jdk jdk, OtlpReceiver collector) {
    try (RunningJvm running = program(jdk, collector).start("com.example.traced.Lives")) {
      running.awaitOut("port=");
      Await.until(
          "the queue of the listener",
          PATIENCE,
          () -> collector.metricNames().contains("sockwatch.accept_queue.length"));
      running.tell("go");
      running.awaitOut("done");
      running.tell("end");
      return running.finish();
    }
  }
}
