package dev.sockwatch.tests.otel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.sockwatch.tests.support.AnyJdk;
import dev.sockwatch.tests.support.Await;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.OtelAgent;
import dev.sockwatch.tests.support.OtlpReceiver;
import dev.sockwatch.tests.support.OtlpValues;
import dev.sockwatch.tests.support.RunningJvm;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** With our extension in the OpenTelemetry agent, telemetry leaves by that agent's SDK alone. */
class ExtensionTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String CONNECTS = "com.example.traced.Connects";
  private static final List<String> KINDS =
      List.of("socket", "channel", "asynchronous", "send", "sendAsync", "netty");

  @AnyJdk
  void connects_areInThatAgentsTraces_inEitherOrder_untilTheLastMoment(Jdk jdk) {
    for (boolean agentFirst : List.of(true, false)) {
      try (OtlpReceiver collector = OtlpReceiver.start()) {
        FinishedJvm jvm =
            with(agentFirst, OtelAgent.program(jdk, collector), OtelAgent.extension())
                .agentArg("spans", "all")
                .withReport()
                .run(CONNECTS, "global");
        List<Span> connects = connects(collector, jvm);
        assertThat(connects).as(jvm.transcript()).hasSize(KINDS.size() + 1);
        for (String kind : KINDS) {
          assertThat(connects)
              .as(kind)
              .anyMatch(c -> OtlpValues.hex(c.getTraceId()).equals(trace(jvm, kind)));
        }
        assertThat(connects)
            .as("not those of the thread that made the span")
            .anyMatch(c -> "main".equals(attributes(c).get("thread.name")))
            .noneMatch(c -> "sockwatch-sampler".equals(attributes(c).get("thread.name")));
        onlyByThatAgent(collector);
        nothingOfTheExport(collector, jvm);
      }
    }
  }

  @AnyJdk
  void findings_areEventsInTheTraceThatOpenedTheSockets(Jdk jdk) {
    try (OtlpReceiver collector = OtlpReceiver.start()) {
      ForkedJvm program =
          with(true, little(OtelAgent.program(jdk, collector)), OtelAgent.extension())
              .agentArg("time.scale", "0.02");
      try (RunningJvm running = program.start("com.example.traced.Leaks", "global")) {
        running.awaitErr("sockwatch: ERROR close-wait");
        Await.until(
            "the number of findings",
            PATIENCE,
            () -> collector.metricNames().contains("sockwatch.findings"));
        running.tell("end");
        FinishedJvm jvm = running.finish();
        LogRecord event =
            collector.events().stream()
                .filter(e -> e.getEventName().equals("sockwatch.finding"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(jvm.transcript()));
        assertThat(OtlpValues.hex(event.getTraceId())).isEqualTo(trace(jvm, "leaking"));
        assertThat(OtlpValues.attributes(event.getAttributesList()))
            .containsEntry("sockwatch.finding.id", "close-wait");
        assertThat(collector.spans("socket connection "))
            .as("told at the end of the JVM, before that agent flushes")
            .hasSize(12);
        onlyByThatAgent(collector);
      }
    }
  }

  @AnyJdk
  void unsampledTraces_haveNoSpanButMetrics(Jdk jdk, @TempDir Path folder) throws IOException {
    Path unused = Files.copy(OtelAgent.extension(), folder.resolve("renamed.jar"));
    try (OtlpReceiver collector = OtlpReceiver.start()) {
      FinishedJvm jvm =
          with(false, little(OtelAgent.program(jdk, collector)), folder)
              .env("OTEL_TRACES_SAMPLER", "always_off")
              .agentArg("spans", "all")
              .run(CONNECTS, "global");
      assertThat(collector.spans()).as(jvm.transcript()).isEmpty();
      nothingOfTheExport(collector, jvm);
    }
  }

  @AnyJdk
  void attachedLater_exportsByThatAgentToo(Jdk jdk) {
    try (OtlpReceiver collector = OtlpReceiver.start()) {
      ForkedJvm program =
          little(OtelAgent.program(jdk, collector))
              .attachedLater()
              .withReport()
              .jvmArgs(OtelAgent.options(OtelAgent.jar(), OtelAgent.extension()));
      try (RunningJvm running = program.start("com.example.traced.LateRefusal")) {
        running.awaitOut("up");
        Await.until("an export", PATIENCE, () -> !collector.resources().isEmpty());
        running.attach("spans=all");
        running.awaitErr("sockwatch: exports by the SDK of the OpenTelemetry agent");
        running.tell("go");
        Span connect = collector.awaitSpans("socket connect ", 1).get(0);
        running.tell("end");
        FinishedJvm jvm = running.finish();
        assertThat(OtlpValues.hex(connect.getTraceId())).isEqualTo(trace(jvm, "asking"));
        onlyByThatAgent(collector);
        assertThat(jvm.report().getAsJsonArray("sockets").toString())
            .as("that agent's connection was open before")
            .doesNotContain(":" + collector.port() + '"');
      }
    }
  }

  @AnyJdk
  void programThatEndsAtOnce_isToldOf_withAddressesAsTheSettingSays(Jdk jdk) {
    try (OtlpReceiver collector = OtlpReceiver.start()) {
      FinishedJvm jvm =
          with(false, little(OtelAgent.program(jdk, collector)))
              .env("OTEL_JAVAAGENT_EXTENSIONS", OtelAgent.extension().toString())
              .agentArg("addresses", "masked")
              .run("com.example.traced.OneRefusal", "end", "255.255.255.255");
      assertThat(collector.spans("socket connect masked-")).as(jvm.transcript()).hasSize(1);
      assertThat(collector.spans().toString()).doesNotContain("255.255.255.255");
      onlyByThatAgent(collector);
    }
  }

  @AnyJdk
  void agentThatNobodyKnewOf_isTakenOnceItIsReady(Jdk jdk, @TempDir Path folder)
      throws IOException {
    try (OtlpReceiver collector = OtlpReceiver.start()) {
      Path settings =
          Files.writeString(
              folder.resolve("otel.properties"),
              "otel.exporter.otlp.endpoint="
                  + collector.endpoint()
                  + "\notel.javaagent.extensions="
                  + OtelAgent.extension()
                  + "\n");
      ForkedJvm program =
          with(false, little(OtelAgent.program(jdk)))
              .jvmArgs("-Dotel.javaagent.configuration-file=" + settings)
              .agentArg("time.scale", "0.02");
      try (RunningJvm running = program.start("com.example.traced.LateRefusal")) {
        running.awaitErr("sockwatch: exports by the SDK of the OpenTelemetry agent");
        running.tell("go");
        Span connect = collector.awaitSpans("socket connect ", 1).get(0);
        running.tell("end");
        FinishedJvm jvm = running.finish();
        assertThat(OtlpValues.hex(connect.getTraceId())).isEqualTo(trace(jvm, "asking"));
        onlyByThatAgent(collector);
      }
    }
  }

  @AnyJdk
  void collectorThatIsAway_isNoFindingOnTheProgram(Jdk jdk) {
    ForkedJvm program =
        with(true, little(OtelAgent.program(jdk)), OtelAgent.extension())
            .env("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")
            .env("OTEL_JAVA_EXPORTER_OTLP_RETRY_DISABLED", "true")
            .agentArg("time.scale", "0.02")
            .withReport();
    try (RunningJvm running = program.start("com.example.traced.LateRefusal")) {
      Await.until(
          "an export that fails again and again",
          PATIENCE,
          () -> running.err().stream().filter(l -> l.contains("Exporter failed")).count() > 3);
      running.tell("go");
      running.awaitOut("Connection refused");
      running.tell("end");
      FinishedJvm jvm = running.finish();
      assertThat(jvm.report().getAsJsonArray("findings")).as(jvm.transcript()).isEmpty();
      JsonObject events = jvm.health().getAsJsonObject("events");
      assertThat(events.get("connectFailed").getAsInt()).as("its own").isEqualTo(1);
    }
  }

  @AnyJdk
  void withoutTheExtension_ownSdkExports(Jdk jdk) {
    try (OtlpReceiver collector = OtlpReceiver.start()) {
      FinishedJvm jvm =
          with(true, little(OtelAgent.program(jdk, collector)))
              .agentArg("spans", "all")
              .withReport()
              .run(CONNECTS, "global");
      assertThat(connects(collector, jvm)).as(jvm.transcript()).hasSize(KINDS.size() + 1);
      assertThat(collector.resources())
          .anyMatch(r -> r.containsKey(OtelAgent.DISTRIBUTION))
          .anyMatch(r -> !r.containsKey(OtelAgent.DISTRIBUTION));
      nothingOfTheExport(collector, jvm);
    }
  }

  private static ForkedJvm with(boolean agentFirst, ForkedJvm program, Path... extensions) {
    String[] options = OtelAgent.options(OtelAgent.jar(), extensions);
    return agentFirst ? program.jvmArgs(options) : program.jvmArgsAfterAgent(options);
  }

  private static ForkedJvm little(ForkedJvm program) {
    return OtelAgent.weavingLittle(program);
  }

  private static void onlyByThatAgent(OtlpReceiver collector) {
    assertThat(collector.resources())
        .isNotEmpty()
        .allSatisfy(
            resource ->
                assertThat(resource)
                    .containsKey(OtelAgent.DISTRIBUTION)
                    .containsEntry("service.name", "orders"));
  }

  /** What exporters connect to is in no span, and is not counted. */
  private static void nothingOfTheExport(OtlpReceiver collector, FinishedJvm jvm) {
    Long exportPort = (long) collector.port();
    assertThat(collector.spans())
        .noneMatch(span -> exportPort.equals(attributes(span).get("network.peer.port")));
    long counted =
        collector.metric("sockwatch.connect.duration").getHistogram().getDataPointsList().stream()
            .mapToLong(point -> point.getCount())
            .sum();
    assertThat(counted).as(jvm.transcript()).isEqualTo(KINDS.size() + 1);
  }

  private static List<Span> connects(OtlpReceiver collector, FinishedJvm jvm) {
    Long port = Long.valueOf(jvm.value("port"));
    return collector.spans("socket connect ").stream()
        .filter(span -> port.equals(attributes(span).get("network.peer.port")))
        .toList();
  }

  private static Map<String, ? extends @Nullable Object> attributes(Span span) {
    return OtlpValues.attributes(span);
  }

  private static String trace(FinishedJvm jvm, String span) {
    return jvm.value(span).substring(0, 32);
  }
}
