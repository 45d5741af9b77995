package dev.sockwatch.tests.support;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The OpenTelemetry agent as options of a JVM. */
public final class OtelAgent {
  /** What its resources have, and ours have not. */
  public static final String DISTRIBUTION = "telemetry.distro.name";

  /** It weaves for seconds of CPU time, which others may want at the same time. */
  private static final Duration DEADLINE = Duration.ofMinutes(3);

  private OtelAgent() {}

  /** Its jar. */
  public static Path jar() {
    return ForkedJvm.requiredJar("sockwatch.test.otelAgent");
  }

  /** Our extension of it. */
  public static Path extension() {
    return ForkedJvm.requiredJar("sockwatch.test.otelExtension");
  }

  /** The agent alone, or with extensions: jars or folders. */
  public static String[] options(Path jar, Path... extensions) {
    List<String> options = new ArrayList<>(List.of("-javaagent:" + jar));
    if (extensions.length > 0) {
      options.add(
          "-Dotel.javaagent.extensions="
              + String.join(",", List.of(extensions).stream().map(Path::toString).toList()));
    }
    return options.toArray(String[]::new);
  }

  /** Has it weave no library and tell its own metrics: it is there in half the time. */
  public static ForkedJvm weavingLittle(ForkedJvm program) {
    return program
        .env("OTEL_INSTRUMENTATION_RUNTIME_TELEMETRY_ENABLED", "true")
        .env("OTEL_INSTRUMENTATION_COMMON_DEFAULT_ENABLED", "false")
        .env("OTEL_INSTRUMENTATION_OPENTELEMETRY_API_ENABLED", "true");
  }

  /** A program with the API of OpenTelemetry, and everything sent to a receiver. */
  public static ForkedJvm program(Jdk jdk, OtlpReceiver collector) {
    return program(jdk).env("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint());
  }

  /** The same, without saying where to send it. */
  public static ForkedJvm program(Jdk jdk) {
    return ForkedJvm.on(jdk)
        .classPath(
            Libraries.withOpenTelemetry(
                "netty-transport-4",
                "netty-transport-native-unix-common-",
                "netty-common-",
                "netty-buffer-",
                "netty-resolver-"))
        .withNativeLibraries()
        .toleratingStderr(line -> true)
        .deadline(DEADLINE)
        .env("OTEL_SERVICE_NAME", "orders")
        .env("OTEL_METRIC_EXPORT_INTERVAL", "300")
        .env("OTEL_BSP_SCHEDULE_DELAY", "100");
  }
}
