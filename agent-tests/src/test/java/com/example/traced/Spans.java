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

  private Spans(Tracer tracer) {
    this.tracer = tracer;
  }

  /** By an SDK of the application's own. */
  static Spans own(boolean sampled) {
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(SpanExporter.composite()))
            .setSampler(sampled ? Sampler.alwaysOn() : Sampler.alwaysOff())
            .build();
    return new Spans(
        OpenTelemetrySdk.builder().setTracerProvider(provider).build().getTracer("application"));
  }

  /** By whatever is there: the OpenTelemetry agent, or nothing. */
  static Spans global() {
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
