package dev.sockwatch.report.otel.sdk;

import java.util.List;
import java.util.Locale;

/** What is exported, each by an exporter of its own. */
enum Signal {
  TRACES,
  METRICS,
  LOGS;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The property that names the exporters: {@code otel.traces.exporter}. */
  String exporter() {
    return "otel." + word + ".exporter";
  }

  /** The properties of an OTLP setting: this signal's before that of all. */
  List<String> otlp(String setting) {
    return List.of("otel.exporter.otlp." + word + "." + setting, "otel.exporter.otlp." + setting);
  }
}
