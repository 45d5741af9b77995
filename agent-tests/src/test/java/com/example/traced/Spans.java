package com.example.traced;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;

/** The application's own spans, told on stdout. */
final class Spans {
  private final Tracer tracer;

  private Spans(Tracer tracer) throws InterruptedException {
    this.tracer = tracer;
    Span.current().getSpanContext(); // from here on this copy of the API is in use
    awaitReader();
  }

  /** The agent gets to know a copy of the API on a thread of its own, a moment later. */
  private static void awaitReader() throws InterruptedException {
    for (int idle = 0; idle < 10; Thread.sleep(10)) {
      boolean busy =
          Thread.getAllStackTraces().keySet().stream()
              .anyMatch(
                  t ->
                      t.getName().equals("sockwatch-traces")
                          && t.getState() != Thread.State.WAITING);
      idle = busy ? 0 : idle + 1;
    }
  }

  /** By an SDK of the application's own. */
  static Spans own(boolean sampled) throws InterruptedException {
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(SpanExporter.composite()))
            .setSampler(sampled ? Sampler.alwaysOn() : Sampler.alwaysOff())
            .build();
    return new Spans(
        OpenTelemetrySdk.builder().setTracerProvider(provider).build().getTracer("application"));
  }

  /** By whatever is there: the OpenTelemetry agent, or nothing. */
  static Spans global() throws InterruptedException {
    return new Spans(GlobalOpenTelemetry.getTracer("application"));
  }

  /** Something that may throw. */
  interface Task {
    void run() throws Exception;
  }

  /** Runs the task in a new span. */
  void in(String name, Task task) throws Exception {
    Span span = tracer.spanBuilder(name).setNoParent().startSpan();
    SpanContext ids = span.getSpanContext();
    System.out.println(name + "=" + ids.getTraceId() + "/" + ids.getSpanId());
    Scope scope = span.makeCurrent();
    try {
      task.run();
    } finally {
      scope.close();
      span.end();
    }
  }
}
