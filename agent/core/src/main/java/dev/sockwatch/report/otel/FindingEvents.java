package dev.sockwatch.report.otel;

import dev.sockwatch.api.FigureView;
import dev.sockwatch.api.FindingView;
import dev.sockwatch.report.FindingChange;
import dev.sockwatch.trace.TraceContext;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.context.Context;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Findings as log records with an event name, in the trace in which a socket was opened. */
final class FindingEvents {
  private final Logger logger;

  FindingEvents(Logger logger) {
    this.logger = logger;
  }

  void emit(FindingChange change, @Nullable TraceContext opener, long nowMillis) {
    FindingView finding = change.finding();
    boolean isResolved = change.what() == FindingChange.What.RESOLVED;
    AttributesBuilder attributes = Attributes.builder();
    attributes.put(TelemetryNames.FINDING_ID, finding.id());
    attributes.put(TelemetryNames.FINDING_STATUS, change.what().name().toLowerCase(Locale.ROOT));
    attributes.put(TelemetryNames.FINDING_SEVERITY, finding.severity());
    attributes.put(TelemetryNames.FINDING_SOCKETS, (long) finding.count());
    attributes.put(TelemetryNames.FINDING_DESTINATION, finding.destination());
    attributes.put(TelemetryNames.FINDING_REMEDY, finding.remedy());
    for (FigureView figure : finding.evidence()) {
      String name = TelemetryNames.EVIDENCE_NAMESPACE + figure.name();
      if (figure.number() != null) {
        attributes.put(name, figure.number());
      } else if (figure.decimal() != null) {
        attributes.put(name, figure.decimal());
      } else if (figure.flag() != null) {
        attributes.put(name, figure.flag());
      } else {
        attributes.put(name, figure.value());
      }
    }
    SpanAttributes.code(attributes, finding.callSite(), finding.stack());
    LogRecordBuilder event =
        logger
            .logRecordBuilder()
            .setEventName(TelemetryNames.FINDING_EVENT)
            .setTimestamp(nowMillis, TimeUnit.MILLISECONDS)
            .setSeverity(isResolved ? Severity.INFO : severity(finding.severity()))
            .setSeverityText(finding.severity())
            .setBody(finding.summary())
            .setAllAttributes(attributes.build());
    event.setContext(opener == null ? Context.root() : ConnectionSpans.parent(opener)).emit();
  }

  private static Severity severity(String word) {
    return switch (word) {
      case "error" -> Severity.ERROR;
      case "warning" -> Severity.WARN;
      default -> Severity.INFO;
    };
  }
}
