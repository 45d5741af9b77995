package dev.sockwatch.tests.support;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Jars of the tests' own class path, for programs in other JVMs. */
public final class Libraries {
  private static final List<String> OPEN_TELEMETRY =
      List.of(
          "opentelemetry-api-",
          "opentelemetry-context-",
          "opentelemetry-common-",
          "opentelemetry-sdk-1",
          "opentelemetry-sdk-common-",
          "opentelemetry-sdk-trace-",
          "opentelemetry-sdk-logs-",
          "opentelemetry-sdk-metrics-");

  private Libraries() {}

  /** The tests' classes, API and SDK of OpenTelemetry, and the jars whose file names begin so. */
  public static Path[] withOpenTelemetry(String... more) {
    return withTestClasses(
        Stream.concat(OPEN_TELEMETRY.stream(), Arrays.stream(more)).toArray(String[]::new));
  }

  /** The tests' classes and the jars whose file names begin so. */
  public static Path[] withTestClasses(String... jarNames) {
    List<Path> jars =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            .filter(p -> Arrays.stream(jarNames).anyMatch(n -> isNamed(p, n)))
            .toList();
    if (jars.size() < jarNames.length) {
      throw new AssertionError("of " + List.of(jarNames) + " only " + jars + " on the class path");
    }
    return Stream.concat(Stream.of(ForkedJvm.testClasses()), jars.stream()).toArray(Path[]::new);
  }

  private static boolean isNamed(Path path, String name) {
    Path file = path.getFileName();
    return file != null && file.toString().startsWith(name);
  }
}
