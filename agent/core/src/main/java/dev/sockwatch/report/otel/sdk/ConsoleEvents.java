package dev.sockwatch.report.otel.sdk;

import dev.sockwatch.report.log.LogTarget;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.logs.ConfigurableLogRecordExporterProvider;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import java.util.Collection;

/**
 * Events for a first look, one line each, where log lines go: that of the SDK writes to standard
 * output, which belongs to the application.
 */
final class ConsoleEvents implements LogRecordExporter {
  /** Its name as an exporter; a constant, so that naming it loads nothing. */
  static final String NAME = "sockwatch-console";

  /** By which the SDK finds it. */
  static final class Provider implements ConfigurableLogRecordExporterProvider {
    @Override
    public LogRecordExporter createExporter(ConfigProperties config) {
      return new ConsoleEvents();
    }

    @Override
    public String getName() {
      return NAME;
    }
  }

  @Override
  public CompletableResultCode export(Collection<LogRecordData> records) {
    for (LogRecordData event : records) {
      Value<?> body = event.getBodyValue();
      LogTarget.info(
          event.getEventName()
              + " "
              + event.getSeverity()
              + " "
              + (body == null ? "" : body.asString())
              + " traceId="
              + event.getSpanContext().getTraceId()
              + " spanId="
              + event.getSpanContext().getSpanId()
              + " "
              + event.getAttributes());
    }
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode flush() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }
}
