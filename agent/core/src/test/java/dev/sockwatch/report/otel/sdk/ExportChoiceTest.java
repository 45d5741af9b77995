package dev.sockwatch.report.otel.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Only an endpoint or an explicit exporter turns export on; what cannot work is told with the fix.
 */
class ExportChoiceTest {
  private static final String ENDPOINT = "otel.exporter.otlp.endpoint";
  private static final String TRACES = "otel.traces.exporter";
  private static final String METRICS = "otel.metrics.exporter";
  private static final String LOGS = "otel.logs.exporter";

  @Test
  void nothing_isOff() {
    assertThat(choice(Map.of()).isOn()).isFalse();
  }

  @Test
  void serviceNameAndResource_areOff() {
    Map<String, String> given =
        Map.of("otel.service.name", "orders", "otel.resource.attributes", "a=b");
    assertThat(choice(given).isOn()).isFalse();
    assertThat(ExportChoice.isAsked(given::get)).isFalse();
  }

  @Test
  void endpoint_turnsAllSignalsOn() {
    assertThat(choice(Map.of(ENDPOINT, "http://c:4318")).overrides())
        .containsEntry(TRACES, "otlp")
        .containsEntry(METRICS, "otlp")
        .containsEntry(LOGS, "otlp");
  }

  @Test
  void exporterAlone_turnsOnlyItsSignalOn() {
    assertThat(choice(Map.of(TRACES, "otlp")).overrides())
        .containsEntry(TRACES, "otlp")
        .containsEntry(METRICS, "none")
        .containsEntry(LOGS, "none");
  }

  @Test
  void endpointOfOneSignal_turnsOnlyThatOn() {
    assertThat(choice(Map.of("otel.exporter.otlp.logs.endpoint", "http://c/v1/logs")).overrides())
        .containsEntry(LOGS, "otlp")
        .containsEntry(TRACES, "none");
  }

  @Test
  void exporterNone_isOff() {
    assertThat(choice(Map.of(TRACES, "none", METRICS, "none")).isOn()).isFalse();
    assertThat(choice(Map.of(ENDPOINT, "http://c:4318", TRACES, "none")).overrides())
        .containsEntry(TRACES, "none")
        .containsEntry(METRICS, "otlp");
  }

  @Test
  void sdkDisabled_isOff() {
    Map<String, String> given = Map.of(ENDPOINT, "http://c:4318", "otel.sdk.disabled", "true");
    assertThat(choice(given).isOn()).isFalse();
  }

  @Test
  void console_isTakenForEachSignal() {
    assertThat(choice(Map.of(TRACES, "console", METRICS, "logging", LOGS, "console")).overrides())
        .containsEntry(TRACES, "console")
        .containsEntry(METRICS, "console")
        .containsEntry(LOGS, "sockwatch-console");
  }

  @Test
  void unknownExporter_costsOneWarningAndItself() {
    ExportChoice choice = choice(Map.of(ENDPOINT, "http://c:4318", TRACES, "otlp,zipkin"));
    assertThat(choice.overrides()).containsEntry(TRACES, "otlp");
    assertThat(choice.problems())
        .containsExactly(
            "OTEL_TRACES_EXPORTER=otlp,zipkin: there is no exporter \"zipkin\" here; it is left"
                + " out, known are otlp, console and none");
  }

  @Test
  void unknownPropagator_costsOneWarning() {
    ExportChoice choice =
        choice(Map.of(ENDPOINT, "http://c:4318", "otel.propagators", "b3,pigeon,owl"));
    assertThat(choice.isOn()).isTrue();
    assertThat(choice.overrides()).containsEntry("otel.propagators", "none");
    assertThat(choice.problems()).hasSize(1).first().asString().contains("\"pigeon\"");
  }

  @Test
  void grpc_isAnsweredOnceWithTheFix() {
    ExportChoice choice =
        choice(Map.of(ENDPOINT, "http://c:4317", "otel.exporter.otlp.protocol", "grpc"));
    assertThat(choice.isOn()).isFalse();
    assertThat(choice.problems())
        .containsExactly(
            "OTEL_EXPORTER_OTLP_PROTOCOL=grpc: Sockwatch speaks OTLP over HTTP, not gRPC, and"
                + " exports nothing there; set OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf and the"
                + " port of OTLP/HTTP, e.g. OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318");
  }

  @Test
  void portOfGrpc_isAnsweredLikewise_unlessHttpIsNamed() {
    Map<String, String> port = Map.of(ENDPOINT, "http://c:4317");
    assertThat(choice(port).isOn()).isFalse();
    assertThat(choice(port).problems()).hasSize(1);
    Map<String, String> named =
        Map.of(ENDPOINT, "http://c:4317", "otel.exporter.otlp.protocol", "http/protobuf");
    assertThat(choice(named).isOn()).isTrue();
    assertThat(choice(named).problems()).isEmpty();
  }

  @Test
  void grpcOfOneSignal_leavesTheOthersOn() {
    Map<String, String> given =
        Map.of(ENDPOINT, "http://c:4318", "otel.exporter.otlp.metrics.protocol", "grpc");
    assertThat(choice(given).overrides())
        .containsEntry(METRICS, "none")
        .containsEntry(TRACES, "otlp");
  }

  private static ExportChoice choice(Map<String, String> given) {
    return ExportChoice.of(given::get);
  }
}
