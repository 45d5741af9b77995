package dev.sockwatch.tests.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** A collector that speaks OTLP over HTTP and keeps what it is sent. */
public final class OtlpReceiver implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private final List<LogRecord> events = new CopyOnWriteArrayList<>();
  private final Map<String, Metric> metrics = new ConcurrentHashMap<>();
  private final List<Map<String, Object>> resources = new CopyOnWriteArrayList<>();
  private final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();
  private final List<Integer> answers = new CopyOnWriteArrayList<>();
  private volatile Behaviour behaviour = exchange -> 200;

  /** What it answers, and when. */
  @FunctionalInterface
  public interface Behaviour {
    /** The HTTP status. */
    int answer(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private OtlpReceiver(HttpServer server) {
    this.server = server;
    server.createContext("/v1/traces", exchange -> serve(exchange, this::spans));
    server.createContext("/v1/logs", exchange -> serve(exchange, this::events));
    server.createContext("/v1/metrics", exchange -> serve(exchange, this::metrics));
    server.setExecutor(threads);
    server.start();
  }

  /** One that takes everything. */
  public static OtlpReceiver start() {
    try {
      return on(HttpServer.create(loopback(), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One around a server of another kind, e.g. with TLS. */
  public static OtlpReceiver on(HttpServer server) {
    return new OtlpReceiver(server);
  }

  /** A free port. */
  public static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** Where it listens. */
  public String endpoint() {
    return "http://127.0.0.1:" + port();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Answers like this from now on. */
  public OtlpReceiver answering(Behaviour changed) {
    behaviour = changed;
    return this;
  }

  /** All spans so far. */
  public List<Span> spans() {
    return List.copyOf(spans);
  }

  /** The spans of one name's beginning. */
  public List<Span> spans(String name) {
    return spans.stream().filter(span -> span.getName().startsWith(name)).toList();
  }

  /** Waits for spans of that name. */
  public List<Span> awaitSpans(String name, int number) {
    return Await.value(
        number + " spans " + name,
        Duration.ofSeconds(30),
        () -> spans(name).size() >= number ? spans(name) : null);
  }

  /** Runs a program that is refused a connection until that is told, and the metrics are. */
  public FinishedJvm whenTold(ForkedJvm program, String... host) {
    List<String> arguments = new ArrayList<>(List.of("wait"));
    arguments.addAll(List.of(host));
    program.env("OTEL_BSP_SCHEDULE_DELAY", "100").env("OTEL_METRIC_EXPORT_INTERVAL", "300");
    try (RunningJvm running =
        program.start("com.example.traced.OneRefusal", arguments.toArray(String[]::new))) {
      List<Span> unused = awaitSpans("socket connect ", 1);
      running.tell("end");
      return running.finish();
    }
  }

  /** All log records so far. */
  public List<LogRecord> events() {
    return List.copyOf(events);
  }

  /** The names of all metrics so far. */
  public Set<String> metricNames() {
    return Set.copyOf(metrics.keySet());
  }

  /** The latest state of a metric. */
  public Metric metric(String name) {
    Metric metric = metrics.get(name);
    if (metric == null) {
      throw new AssertionError("no metric " + name + " among " + metrics.keySet());
    }
    return metric;
  }

  /** The attributes of each resource that was sent. */
  public List<Map<String, Object>> resources() {
    return List.copyOf(resources);
  }

  /** The headers of each request. */
  public List<Map<String, List<String>>> headers() {
    return List.copyOf(headers);
  }

  /** What was answered to each request. */
  public List<Integer> answers() {
    return List.copyOf(answers);
  }

  private interface Decoder {
    void decode(InputStream body) throws IOException;
  }

  private void serve(HttpExchange exchange, Decoder decoder) throws IOException {
    try (exchange) {
      headers.add(Map.copyOf(exchange.getRequestHeaders()));
      boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
      byte[] body;
      try (InputStream in = exchange.getRequestBody()) {
        body = zipped ? new GZIPInputStream(in).readAllBytes() : in.readAllBytes();
      }
      int status = behaviour.answer(exchange);
      if (status == 200) {
        decoder.decode(new ByteArrayInputStream(body));
      }
      answers.add(status);
      exchange.sendResponseHeaders(status, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void spans(InputStream body) throws IOException {
    ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(body);
    request
        .getResourceSpansList()
        .forEach(
            resource -> {
              resources.add(OtlpValues.attributes(resource.getResource().getAttributesList()));
              resource.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList()));
            });
  }

  private void events(InputStream body) throws IOException {
    List<LogRecord> told = new ArrayList<>();
    ExportLogsServiceRequest.parseFrom(body)
        .getResourceLogsList()
        .forEach(
            resource -> {
              resources.add(OtlpValues.attributes(resource.getResource().getAttributesList()));
              resource.getScopeLogsList().forEach(s -> told.addAll(s.getLogRecordsList()));
            });
    events.addAll(told);
  }

  private void metrics(InputStream body) throws IOException {
    ExportMetricsServiceRequest.parseFrom(body)
        .getResourceMetricsList()
        .forEach(
            resource -> {
              resources.add(OtlpValues.attributes(resource.getResource().getAttributesList()));
              resource
                  .getScopeMetricsList()
                  .forEach(s -> s.getMetricsList().forEach(m -> metrics.put(m.getName(), m)));
            });
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
