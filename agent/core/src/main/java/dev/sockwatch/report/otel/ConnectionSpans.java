package dev.sockwatch.report.otel;

import dev.sockwatch.net.SocketFailure;
import dev.sockwatch.report.telemetry.CloseInitiator;
import dev.sockwatch.report.telemetry.ConnectionEvent;
import dev.sockwatch.report.telemetry.ConnectionFacts;
import dev.sockwatch.report.telemetry.Losses;
import dev.sockwatch.report.telemetry.Pipeline;
import dev.sockwatch.report.telemetry.TelemetryOptions.Spans;
import dev.sockwatch.text.AddressMask;
import dev.sockwatch.trace.TraceContext;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Connections as spans, each made when it is over. Used by the sampler alone. */
final class ConnectionSpans {
  private final Tracer tracer;
  private final Spans spans;
  private final SpanAttributes attributes;
  private final Pipeline pipeline;

  ConnectionSpans(Tracer tracer, Spans spans, AddressMask mask, Pipeline pipeline) {
    this.tracer = tracer;
    this.spans = spans;
    this.attributes = new SpanAttributes(mask);
    this.pipeline = pipeline;
  }

  /**
   * A connect that is over.
   *
   * @param failure of a failed one, else null
   */
  void connect(
      ConnectionFacts facts,
      long startedAtNanos,
      long endedAtNanos,
      @Nullable SocketFailure failure,
      boolean isSlow) {
    boolean isWanted =
        switch (spans) {
          case ALL, CONNECTS -> true;
          case ERRORS -> failure != null || isSlow;
          case OFF -> false;
        };
    if (!isWanted || !isRoom()) {
      return;
    }
    Span span = started(builder(TelemetryNames.CONNECT_SPAN, facts, startedAtNanos), facts);
    if (failure != null) {
      span.setAttribute(TelemetryNames.ERROR_TYPE, failure.error().word());
      span.setStatus(StatusCode.ERROR, attributes.text(failure));
    }
    end(span, endedAtNanos);
  }

  void accepted(ConnectionFacts facts) {
    if ((spans == Spans.ALL || spans == Spans.CONNECTS) && isRoom()) {
      SpanBuilder span = builder(TelemetryNames.ACCEPT_SPAN, facts, facts.openedAtNanos());
      end(started(span, facts), facts.openedAtNanos());
    }
  }

  /** The whole life: a root, since a pooled connection outlives the request that opened it. */
  void life(
      ConnectionFacts facts,
      long endedAtNanos,
      CloseInitiator ending,
      List<ConnectionEvent> events) {
    boolean hasFinding = events.stream().anyMatch(e -> !e.finding().isEmpty());
    boolean isWanted = spans == Spans.ALL || (spans != Spans.OFF && hasFinding);
    TraceContext opener = facts.opener();
    if (!isWanted || (opener != null && !opener.isSampled()) || !isRoom()) {
      return;
    }
    SpanBuilder builder = builder(TelemetryNames.LIFE_SPAN, facts, facts.openedAtNanos());
    builder.setNoParent().setAttribute(TelemetryNames.CLOSED_FIRST_BY, ending.word());
    if (opener != null) {
      builder.addLink(contextOf(opener));
    }
    Span span = started(builder, facts);
    for (ConnectionEvent event : events) {
      AttributesBuilder more = Attributes.builder();
      if (!event.finding().isEmpty()) {
        more.put(TelemetryNames.FINDING_ID, event.finding());
      }
      span.addEvent(event.what().event(), more.build(), event.atNanos(), TimeUnit.NANOSECONDS);
    }
    if (ending == CloseInitiator.LOCAL_RESET || ending == CloseInitiator.PEER_RESET) {
      span.setStatus(StatusCode.ERROR, "connection reset");
    }
    end(span, Math.max(endedAtNanos, facts.openedAtNanos()));
  }

  private SpanBuilder builder(String name, ConnectionFacts facts, long startedAtNanos) {
    SpanBuilder builder =
        tracer
            .spanBuilder(name + " " + attributes.nameOf(facts))
            .setSpanKind(SpanKind.INTERNAL)
            .setStartTimestamp(startedAtNanos, TimeUnit.NANOSECONDS)
            .setAllAttributes(attributes.of(facts));
    TraceContext opener = facts.opener();
    return opener == null ? builder.setNoParent() : builder.setParent(parent(opener));
  }

  /**
   * A processor may have noted the thread that makes the span, as the OpenTelemetry agent's does.
   */
  private Span started(SpanBuilder builder, ConnectionFacts facts) {
    Span span = builder.startSpan();
    String thread = attributes.threadOf(facts);
    if (thread != null) {
      span.setAttribute(TelemetryNames.THREAD_NAME, thread);
      span.setAttribute(TelemetryNames.THREAD_ID, facts.threadId());
    }
    return span;
  }

  static Context parent(TraceContext opener) {
    return Context.root().with(Span.wrap(contextOf(opener)));
  }

  private static SpanContext contextOf(TraceContext opener) {
    return SpanContext.createFromRemoteParent(
        opener.traceId(),
        opener.spanId(),
        TraceFlags.fromByte(opener.flags()),
        TraceState.getDefault());
  }

  private void end(Span span, long endedAtNanos) {
    if (span.getSpanContext().isSampled()) {
      pipeline.spanEnded();
    }
    span.end(endedAtNanos, TimeUnit.NANOSECONDS);
  }

  private boolean isRoom() {
    if (pipeline.hasRoom()) {
      return true;
    }
    pipeline.losses().add(Losses.Kind.SPANS, 1);
    return false;
  }
}
