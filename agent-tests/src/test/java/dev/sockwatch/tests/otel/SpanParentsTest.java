package dev.sockwatch.tests.otel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.tests.support.AnyJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.Libraries;
import dev.sockwatch.tests.support.OtlpReceiver;
import dev.sockwatch.tests.support.OtlpValues;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A connect made inside a span of the application is its child, whoever makes the connect. */
class SpanParentsTest {
  private static final String PROGRAM = "com.example.traced.Connects";
  private static final List<String> KINDS =
      List.of("socket", "channel", "asynchronous", "send", "sendAsync", "netty");

  @AnyJdk
  void connects_areChildrenOfTheSpanThatAskedForThem(Jdk jdk) {
    try (OtlpReceiver collector = OtlpReceiver.start()) {
      FinishedJvm jvm = application(jdk, collector).run(PROGRAM, "own");
      List<Span> connects = connects(collector, jvm);
      assertThat(connects).hasSize(KINDS.size() + 1);
      Set<String> parents = new TreeSet<>();
      for (Span connect : connects) {
        parents.add(OtlpValues.hex(connect.getTraceId()) + "/" + parent(connect));
      }
      for (String kind : KINDS) {
        assertThat(parents).as(kind).contains(jvm.value(kind));
      }
      assertThat(connects).filteredOn(connect -> parent(connect).isEmpty()).hasSize(1);
    }
  }

  @AnyJdk
  void lives_areRootsWithALinkToTheSpanThatOpenedThem(Jdk jdk) {
    try (OtlpReceiver collector = OtlpReceiver.start()) {
      FinishedJvm jvm = application(jdk, collector).run(PROGRAM, "own");
      List<Span> lives = ofClient(collector.spans("socket connection "), jvm);
      assertThat(lives).allMatch(life -> parent(life).isEmpty());
      List<String> linked = lives.stream().flatMap(life -> links(life).stream()).toList();
      for (String kind : List.of("socket", "channel", "asynchronous", "netty")) {
        assertThat(linked).as(kind).contains(jvm.value(kind));
      }
    }
  }

  @AnyJdk
  void unsampledParents_giveNoSpanButMetrics(Jdk jdk) {
    try (OtlpReceiver collector = OtlpReceiver.start()) {
      FinishedJvm jvm = application(jdk, collector).run(PROGRAM, "unsampled");
      List<Span> connects = connects(collector, jvm);
      assertThat(connects).as("only the one in no span").hasSize(1);
      long counted =
          collector.metric("sockwatch.connect.duration").getHistogram().getDataPointsList().stream()
              .mapToLong(point -> point.getCount())
              .sum();
      assertThat(counted).isEqualTo(KINDS.size() + 1);
    }
  }

  @AnyJdk
  void openTelemetryAgent_beforeOrAfter_hasTheConnectsInItsTraces(Jdk jdk) {
    String agent = "-javaagent:" + ForkedJvm.requiredJar("sockwatch.test.otelAgent");
    for (boolean first : List.of(true, false)) {
      try (OtlpReceiver collector = OtlpReceiver.start()) {
        ForkedJvm jvm = application(jdk, collector);
        FinishedJvm ended =
            (first ? jvm.jvmArgs(agent) : jvm.jvmArgsAfterAgent(agent))
                .toleratingStderr(line -> true)
                .run(PROGRAM, "global");
        List<String> parents =
            connects(collector, ended).stream()
                .map(c -> OtlpValues.hex(c.getTraceId()))
                .distinct()
                .toList();
        for (String kind : KINDS) {
          String trace = ended.value(kind).substring(0, 32);
          assertThat(parents).as(kind + ", agent first " + first).contains(trace);
        }
        assertThat(collector.spans())
            .as("the export itself is no span of the application")
            .noneMatch(s -> s.toString().contains("/v1/traces"));
      }
    }
  }

  @AnyJdk
  void pooledConnection_isOfTheRequestThatOpenedIt(Jdk jdk) {
    try (OtlpReceiver collector = OtlpReceiver.start()) {
      FinishedJvm jvm = application(jdk, collector).run("com.example.traced.Pooled");
      assertThat(connects(collector, jvm))
          .singleElement()
          .satisfies(
              connect ->
                  assertThat(OtlpValues.hex(connect.getTraceId()) + "/" + parent(connect))
                      .isEqualTo(jvm.value("first")));
      assertThat(ofClient(collector.spans("socket connection "), jvm))
          .singleElement()
          .satisfies(
              life -> {
                assertThat(parent(life)).isEmpty();
                assertThat(links(life)).containsExactly(jvm.value("first"));
              });
    }
  }

  @AnyJdk
  void severalLoadersWithTheirOwnApi_areReadAndLetGo(Jdk jdk) {
    try (OtlpReceiver collector = OtlpReceiver.start()) {
      FinishedJvm jvm = application(jdk, collector).run("com.example.traced.SeveralLoaders");
      assertThat(jvm.value("collected")).as("class loaders that were dropped").isEqualTo("true");
      assertThat(collector.spans("socket connect "))
          .extracting(c -> OtlpValues.hex(c.getTraceId()) + "/" + parent(c))
          .containsExactlyInAnyOrder(jvm.value("first"), jvm.value("second"));
    }
  }

  private static List<String> links(Span span) {
    return span.getLinksList().stream()
        .map(l -> OtlpValues.hex(l.getTraceId()) + "/" + OtlpValues.hex(l.getSpanId()))
        .toList();
  }

  private static ForkedJvm application(Jdk jdk, OtlpReceiver collector) {
    Path[] classPath =
        Libraries.withOpenTelemetry(
            "httpclient5-",
            "httpcore5-",
            "slf4j-api-",
            "netty-transport-4",
            "netty-transport-native-unix-common-",
            "netty-common-",
            "netty-buffer-",
            "netty-resolver-");
    return ForkedJvm.on(jdk)
        .classPath(classPath)
        .withNativeLibraries()
        .toleratingStderr(line -> line.startsWith("SLF4J(W)"))
        .env("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint())
        .env("OTEL_SERVICE_NAME", "orders")
        .agentArg("spans", "all")
        .withReport();
  }

  private static List<Span> connects(OtlpReceiver collector, FinishedJvm jvm) {
    return ofClient(collector.spans("socket connect "), jvm);
  }

  private static List<Span> ofClient(List<Span> spans, FinishedJvm jvm) {
    long port = Long.parseLong(jvm.value("port"));
    return spans.stream()
        .filter(
            span -> {
              Map<String, Object> attributes = OtlpValues.attributes(span);
              return Long.valueOf(port).equals(attributes.get("network.peer.port"))
                  && "client".equals(attributes.get("sockwatch.connection.role"));
            })
        .toList();
  }

  private static String parent(Span span) {
    return OtlpValues.hex(span.getParentSpanId());
  }
}
