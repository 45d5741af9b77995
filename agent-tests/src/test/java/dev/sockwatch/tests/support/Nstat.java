package dev.sockwatch.tests.support;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The kernel's network counters by {@code nstat}, the tool an administrator would ask. */
public final class Nstat {
  private Nstat() {}

  /** Whether this machine has {@code nstat} at all. */
  public static boolean installed() {
    return Stream.of("/usr/bin/nstat", "/bin/nstat", "/usr/sbin/nstat", "/sbin/nstat")
        .anyMatch(nstat -> Files.isExecutable(Path.of(nstat)));
  }

  /** All counters since the start of the host, by names such as {@code TcpExtListenDrops}. */
  public static Map<String, Long> counters() throws IOException {
    Process process =
        new ProcessBuilder("nstat", "-asz", "--json")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    JsonObject kernel = JsonParser.parseString(text).getAsJsonObject().getAsJsonObject("kernel");
    Map<String, Long> counters = new TreeMap<>();
    kernel.entrySet().forEach(e -> counters.put(e.getKey(), e.getValue().getAsLong()));
    return counters;
  }
}
