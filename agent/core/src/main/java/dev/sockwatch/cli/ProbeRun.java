package dev.sockwatch.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the agent reported of one {@link Probe} in a JVM of its own.
 *
 * @param report the last report, or null when there is none
 * @param said what the JVM wrote to stderr
 */
record ProbeRun(@Nullable JsonObject report, List<String> said) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Runs it under an agent with this kernel source; files go into {@code folder}. */
  static ProbeRun of(Caller caller, Probe probe, String kernel, Path folder)
      throws IOException, InterruptedException {
    Path reportFile = folder.resolve(probe + "-" + kernel + ".json");
    Path errors = folder.resolve(probe + "-" + kernel + ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(
            caller.java().toString(),
            "-javaagent:" + caller.jar() + "=kernel=" + kernel + ",report.file=" + reportFile,
            "-jar",
            caller.jar().toString(),
            "probe",
            probe.name());
    // Settings and options of the person who asks are no business of the probe's.
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("SOCKWATCH_") || name.endsWith("_OPTIONS"));
    Process process =
        builder
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(errors.toFile())
            .start();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return new ProbeRun(null, List.of("still running after " + PATIENCE.toSeconds() + " s"));
    }
    List<String> said = Files.readAllLines(errors, Charset.defaultCharset());
    boolean reported = process.exitValue() == 0 && Files.exists(reportFile);
    return new ProbeRun(reported ? parsed(reportFile) : null, said);
  }

  private static JsonObject parsed(Path file) throws IOException {
    try {
      return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    } catch (JsonParseException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /** How many of each event, those that happened. */
  Map<String, Long> events() {
    Map<String, Long> events = new TreeMap<>();
    if (report != null) {
      JsonObject counted = report.getAsJsonObject("health").getAsJsonObject("events");
      for (Map.Entry<String, JsonElement> event : counted.entrySet()) {
        long number = event.getValue().getAsLong();
        if (number != 0) {
          events.put(event.getKey(), number);
        }
      }
    }
    return events;
  }
}
