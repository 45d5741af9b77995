package dev.sockwatch.report.otel.sdk;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether the standard variables ask for an export, and with what the SDK is to be started.
 *
 * <p>Touches no class of OpenTelemetry: where nothing is exported none is loaded.
 *
 * @param overrides properties that go before what the SDK reads itself; empty for no export
 * @param problems what is wrong with the variables, each with what is done about it
 */
public record ExportChoice(Map<String, String> overrides, List<String> problems) {
  /** Each of them asks for an export, if it is not {@code none}: an address or an exporter. */
  private static final List<String> ASKING =
      List.of(
          "otel.exporter.otlp.endpoint",
          "otel.exporter.otlp.traces.endpoint",
          "otel.exporter.otlp.metrics.endpoint",
          "otel.exporter.otlp.logs.endpoint",
          "otel.traces.exporter",
          "otel.metrics.exporter",
          "otel.logs.exporter");

  private static final String DISABLED = "otel.sdk.disabled";
  private static final String PROPAGATORS = "otel.propagators";
  private static final String CONSOLE_LOGS = ConsoleEvents.NAME;
  private static final Set<String> EXPORTERS = Set.of("otlp", "console", "logging", "none");
  private static final Set<String> KNOWN_PROPAGATORS =
      Set.of(
          "tracecontext",
          "baggage",
          "b3",
          "b3multi",
          "jaeger",
          "ottrace",
          "xray",
          "xray-lambda",
          "none");
  private static final int GRPC_PORT = 4317;

  /** Whether anything is exported. */
  public boolean isOn() {
    return !overrides.isEmpty();
  }

  /** Whether the variables may ask for an export: cheap, for premain. */
  public static boolean isAsked(Lookup variables) {
    for (String name : ASKING) {
      String value = variables.get(name);
      if (value != null && !value.isBlank() && !value.trim().equals("none")) {
        return !"true".equalsIgnoreCase(variables.get(DISABLED));
      }
    }
    return false;
  }

  /** Where variables come from: by the name of the property, in lower case with dots. */
  public interface Lookup {
    /** The value of a variable, or null. */
    @Nullable String get(String property);
  }

  /** The choice that the variables make. */
  public static ExportChoice of(Lookup variables) {
    if (!isAsked(variables)) {
      return new ExportChoice(Map.of(), List.of());
    }
    List<String> problems = new ArrayList<>();
    Map<String, String> overrides = new LinkedHashMap<>();
    Set<String> grpc = new LinkedHashSet<>();
    boolean any = false;
    for (Signal signal : Signal.values()) {
      String exporters = exporters(signal, variables, problems);
      if (exporters.contains("otlp")) {
        String why = grpc(signal, variables);
        if (why != null) {
          grpc.add(why);
          exporters = "none";
        }
      }
      overrides.put(signal.exporter(), exporters);
      overrides.put(signal.otlp("protocol").get(0), "http/protobuf");
      any |= !exporters.equals("none");
    }
    if (!grpc.isEmpty()) {
      problems.add(
          String.join(", ", grpc)
              + ": Sockwatch speaks OTLP over HTTP, not gRPC, and exports nothing there; set"
              + " OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf and the port of OTLP/HTTP, e.g."
              + " OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318");
    }
    checkPropagators(variables, problems);
    overrides.put(PROPAGATORS, "none");
    overrides.put("otel.config.file", "");
    overrides.put("otel.experimental.config.file", "");
    return new ExportChoice(any ? overrides : Map.of(), problems);
  }

  /** Without an address only the signals that are named are exported. */
  private static String exporters(Signal signal, Lookup variables, List<String> problems) {
    String named = variables.get(signal.exporter());
    if (named == null || named.isBlank()) {
      return first(signal.otlp("endpoint"), variables) == null ? "none" : "otlp";
    }
    Set<String> chosen = new LinkedHashSet<>();
    for (String word : named.split(",", -1)) {
      String exporter = word.trim().toLowerCase(Locale.ROOT);
      if (!EXPORTERS.contains(exporter)) {
        problems.add(
            variable(signal.exporter())
                + "="
                + named
                + ": there is no exporter \""
                + word.trim()
                + "\" here; it is left out, known are otlp, console and none");
      } else if (!exporter.equals("none")) {
        boolean console = !exporter.equals("otlp");
        chosen.add(console ? (signal == Signal.LOGS ? CONSOLE_LOGS : "console") : exporter);
      }
    }
    return chosen.isEmpty() ? "none" : String.join(",", chosen);
  }

  /** What says gRPC, or null. */
  private static @Nullable String grpc(Signal signal, Lookup variables) {
    for (String property : signal.otlp("protocol")) {
      String protocol = variables.get(property);
      if (protocol != null && !protocol.isBlank()) {
        return protocol.trim().equals("grpc") ? variable(property) + "=grpc" : null;
      }
    }
    for (String property : signal.otlp("endpoint")) {
      String endpoint = variables.get(property);
      if (endpoint != null && !endpoint.isBlank()) {
        return portOf(endpoint.trim()) == GRPC_PORT ? variable(property) + "=" + endpoint : null;
      }
    }
    return null;
  }

  private static int portOf(String endpoint) {
    try {
      return URI.create(endpoint).getPort();
    } catch (IllegalArgumentException e) {
      return -1; // the SDK says what is wrong with it
    }
  }

  private static void checkPropagators(Lookup variables, List<String> problems) {
    String named = variables.get(PROPAGATORS);
    for (String word : named == null ? new String[0] : named.split(",", -1)) {
      if (!word.isBlank() && !KNOWN_PROPAGATORS.contains(word.trim())) {
        problems.add(
            variable(PROPAGATORS)
                + "="
                + named
                + ": there is no propagator \""
                + word.trim()
                + "\" here; Sockwatch needs none, its export goes on");
        return;
      }
    }
  }

  private static @Nullable String first(List<String> properties, Lookup variables) {
    for (String property : properties) {
      String value = variables.get(property);
      if (value != null && !value.isBlank()) {
        return value.trim();
      }
    }
    return null;
  }

  /** {@code otel.traces.exporter} as {@code OTEL_TRACES_EXPORTER}. */
  static String variable(String property) {
    return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
