package dev.sockwatch.tests.otel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.tests.support.AnyJdk;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.Libraries;
import dev.sockwatch.tests.support.OtlpReceiver;
import dev.sockwatch.tests.support.OtlpValues;
import dev.sockwatch.tests.support.RunningJvm;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/**
 * A real web server under the OpenTelemetry agent: the request's span and the connect to its
 * backend are in one trace.
 */
class RealTraceTest {
  @AnyJdk
  void connectToTheBackend_isInTheTraceOfTheRequest(Jdk jdk) throws Exception {
    try (OtlpReceiver collector = OtlpReceiver.start()) {
      ForkedJvm program =
          ForkedJvm.on(jdk)
              .classPath(Libraries.withTestClasses("tomcat-embed-core", "tomcat-annotations"))
              .jvmArgsAfterAgent("-javaagent:" + ForkedJvm.requiredJar("sockwatch.test.otelAgent"))
              .env("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint())
              .env("OTEL_SERVICE_NAME", "shop")
              .env("OTEL_BSP_SCHEDULE_DELAY", "200")
              .agentArg("spans", "connects")
              .toleratingStderr(line -> true)
              .deadline(Duration.ofSeconds(90));
      try (RunningJvm running = program.start("com.example.traced.Shop")) {
        String port = running.awaitOut("port=").substring("port=".length());
        long stock = Long.parseLong(running.awaitOut("stock=").substring("stock=".length()));
        assertThat(order(port)).isEqualTo(204);
        List<Span> requests = collector.awaitSpans("GET /order", 1);
        running.tell("end");
        running.finish();
        String trace = OtlpValues.hex(requests.get(0).getTraceId());
        List<Span> connects =
            collector.spans("socket connect ").stream()
                .filter(
                    s -> Long.valueOf(stock).equals(OtlpValues.attributes(s).get("server.port")))
                .toList();
        assertThat(connects).hasSize(1);
        assertThat(OtlpValues.hex(connects.get(0).getTraceId())).isEqualTo(trace);
        List<Span> parents =
            collector.spans("").stream()
                .filter(s -> s.getSpanId().equals(connects.get(0).getParentSpanId()))
                .toList();
        assertThat(parents).as("the client's span of the request to the backend").hasSize(1);
        assertThat(parents.get(0).getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
        assertThat(OtlpValues.hex(parents.get(0).getTraceId())).isEqualTo(trace);
        assertThat(collector.resources())
            .allSatisfy(r -> assertThat(r).containsEntry("service.name", "shop"));
      }
    }
  }

  private static int order(String port) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port + "/order");
    HttpRequest request = HttpRequest.newBuilder(uri).version(HttpClient.Version.HTTP_1_1).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }
}
