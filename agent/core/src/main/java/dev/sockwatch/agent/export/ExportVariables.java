package dev.sockwatch.agent.export;

import dev.sockwatch.report.otel.sdk.ExportChoice;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The standard variables of OpenTelemetry, system properties before the environment. */
public final class ExportVariables implements ExportChoice.Lookup {
  @Override
  public @Nullable String get(String property) {
    String value = System.getProperty(property);
    return value != null
        ? value
        : System.getenv(property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'));
  }
}
