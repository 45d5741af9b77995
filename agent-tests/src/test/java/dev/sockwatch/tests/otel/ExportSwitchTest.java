package dev.sockwatch.tests.otel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.sockwatch.tests.support.AnyJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.OtlpReceiver;
import dev.sockwatch.tests.support.PrivateKey;
import dev.sockwatch.tests.support.RunningJvm;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** The standard variables turn export on, and decide where it goes; without them there is none. */
class ExportSwitchTest {
  private static final String PROGRAM = "com.example.traced.OneRefusal";
  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

  @AnyJdk
  void serviceNameAlone_loadsNothingAndStartsNoThread(Jdk jdk) {
    FinishedJvm jvm =
        ForkedJvm.on(jdk)
            .env("OTEL_SERVICE_NAME", "orders")
            .env("OTEL_RESOURCE_ATTRIBUTES", "team=a")
            .jvmArgs("-Xlog:class+load:stdout")
            .run("com.example.probes.HoldsListener", "800");
    assertThat(jvm.out())
        .anyMatch(line -> line.contains("dev.sockwatch.agent.SamplingRound"))
        .noneMatch(line -> line.contains("io.opentelemetry"))
        .noneMatch(line -> line.contains("RequestHooks"))
        .noneMatch(line -> line.matches("thread sockwatch-(?!sampler|log).*"));
  }

  @AnyJdk
  void sdkDisabled_isOff(Jdk jdk) {
    try (OtlpReceiver collector = OtlpReceiver.start()) {
      FinishedJvm jvm =
          ForkedJvm.on(jdk)
              .env(ENDPOINT, collector.endpoint())
              .env("OTEL_SDK_DISABLED", "true")
              .run(PROGRAM, "at once");
      assertThat(jvm.err()).noneMatch(line -> line.contains("OpenTelemetry"));
      assertThat(collector.headers()).isEmpty();
    }
  }

  @AnyJdk
  void console_writesToTheLogAndLeavesStandardOutputAlone(Jdk jdk) {
    FinishedJvm jvm =
        ForkedJvm.on(jdk).env("OTEL_TRACES_EXPORTER", "console").run(PROGRAM, "at once");
    assertThat(jvm.out()).containsExactly("Connection refused");
    assertThat(jvm.err())
        .anyMatch(line -> line.startsWith("sockwatch: 'socket connect 127.0.0.1:1'"));
  }

  @AnyJdk
  void grpc_isAnsweredWithTheFix_andUnknownExportersAreLeftOut(Jdk jdk) {
    FinishedJvm grpc =
        ForkedJvm.on(jdk)
            .env(ENDPOINT, "http://127.0.0.1:4317")
            .withReport()
            .run("com.example.probes.Sleeps", "800");
    assertThat(grpc.err())
        .filteredOn(line -> line.contains("OTLP over HTTP"))
        .singleElement()
        .asString()
        .contains(ENDPOINT + "=http://127.0.0.1:4317", "http/protobuf");
    try (OtlpReceiver collector = OtlpReceiver.start()) {
      FinishedJvm unknown =
          collector.whenTold(
              ForkedJvm.on(jdk)
                  .env(ENDPOINT, collector.endpoint())
                  .env("OTEL_LOGS_EXPORTER", "pigeon"));
      assertThat(unknown.err()).filteredOn(line -> line.contains("pigeon")).hasSize(1);
      assertThat(collector.spans("socket connect ")).hasSize(1);
    }
  }

  @AnyJdk
  void resourceHeadersAndCompression_areTheStandardOnes(Jdk jdk) {
    try (OtlpReceiver collector = OtlpReceiver.start()) {
      FinishedJvm jvm =
          collector.whenTold(
              ForkedJvm.on(jdk)
                  .env(ENDPOINT, collector.endpoint())
                  .env("OTEL_SERVICE_NAME", "orders")
                  .env("OTEL_RESOURCE_ATTRIBUTES", "team=a")
                  .env("OTEL_EXPORTER_OTLP_HEADERS", "api-key=secret")
                  .env("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip"));
      assertThat(collector.spans("socket connect ")).as(jvm.transcript()).hasSize(1);
      Map<String, Object> resource = collector.resources().get(0);
      assertThat(resource).containsEntry("service.name", "orders").containsEntry("team", "a");
      assertThat(collector.headers().toString()).contains("secret").contains("gzip");
    }
  }

  @AnyJdk
  void https_worksWithAPrivateCertificate_andIsRefusedWithoutIt(Jdk jdk, @TempDir Path folder)
      throws Exception {
    PrivateKey key = PrivateKey.generate(folder);
    HttpsServer server = HttpsServer.create(OtlpReceiver.loopback(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(key.context()));
    try (OtlpReceiver collector = OtlpReceiver.on(server)) {
      String endpoint = "https://localhost:" + collector.port();
      FinishedJvm trusted =
          collector.whenTold(
              ForkedJvm.on(jdk)
                  .env(ENDPOINT, endpoint)
                  .env("OTEL_EXPORTER_OTLP_CERTIFICATE", key.certificate().toString()));
      assertThat(collector.spans("socket connect ")).as(trusted.transcript()).hasSize(1);
      ForkedJvm distrusting =
          ForkedJvm.on(jdk).env(ENDPOINT, endpoint).env("OTEL_BSP_SCHEDULE_DELAY", "100");
      try (RunningJvm running = distrusting.start(PROGRAM, "wait")) {
        running.awaitErr("sockwatch: OpenTelemetry export to " + endpoint + " fails");
        running.tell("end");
        assertThat(running.finish().err())
            .filteredOn(line -> line.contains("OTEL_EXPORTER_OTLP_CERTIFICATE"))
            .hasSize(1);
      }
      assertThat(collector.spans("socket connect ")).hasSize(1);
    }
  }
}
