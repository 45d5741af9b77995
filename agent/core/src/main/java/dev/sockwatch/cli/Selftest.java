package dev.sockwatch.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sockwatch.kernel.KernelSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Judges what agents reported of probes. */
final class Selftest {
  /** Each way to ask the kernel, by the word of the setting. */
  static final List<String> KERNELS =
      EnumSet.complementOf(EnumSet.of(KernelSource.Choice.OFF)).stream()
          .map(choice -> choice.name().toLowerCase(Locale.ROOT))
          .toList();

  private static final int FIRST_FOREIGN = 21;
  private static final int WHOLE_TCP_INFO = 20;

  /**
   * One row of the table.
   *
   * @param subject what was tried
   * @param works whether it works here
   * @param must whether it should work here
   * @param detail what it gives, or what is wrong and what that costs
   */
  record Row(String subject, boolean works, boolean must, String detail) {}

  private Selftest() {}

  /** Whether every event was seen, once. */
  static Row path(Probe probe, ProbeRun run) {
    if (run.report() == null) {
      return new Row(probe.title(), false, true, complaint(run));
    }
    Map<String, Long> expected = probe.expected();
    Map<String, Long> seen = run.events();
    List<String> wrong = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(expected.keySet());
    names.addAll(seen.keySet());
    for (String name : names) {
      long should = expected.getOrDefault(name, 0L);
      long is = seen.getOrDefault(name, 0L);
      if (should != is) {
        wrong.add(name + " " + is + " instead of " + should);
      }
    }
    for (JsonElement missing :
        run.report().getAsJsonObject("health").getAsJsonArray("missingHooks")) {
      wrong.add(missing.getAsJsonObject().get("consequence").getAsString());
    }
    long all = expected.values().stream().mapToLong(Long::longValue).sum();
    return new Row(
        probe.title(),
        wrong.isEmpty(),
        true,
        wrong.isEmpty() ? all + " events, each seen once" : String.join("; ", wrong));
  }

  /** Whether the kernel answers this way. */
  static Row kernel(String kernel, int jdk, ProbeRun run) {
    boolean must = !kernel.equals("foreign") || jdk >= FIRST_FOREIGN;
    if (run.report() == null) {
      return new Row(kernel, false, must, complaint(run));
    }
    String used = run.report().getAsJsonObject("sockwatch").get("kernelSource").getAsString();
    boolean auto = kernel.equals("auto");
    JsonObject client = client(run.report());
    boolean seen =
        client != null
            && !client.get("state").isJsonNull()
            && client.get("state").getAsString().equals("ESTABLISHED");
    boolean works = seen && (auto ? !used.equals("procfs") : used.equals(kernel));
    String gives = client == null || !seen ? "does not know a connection's state" : gives(client);
    if (works) {
      return new Row(kernel, true, must, auto ? used + ": " + gives : gives);
    }
    String needs = must ? "not here" : "needs JDK " + FIRST_FOREIGN;
    return new Row(kernel, false, must, seen ? needs + "; " + used + " gives " + gives : gives);
  }

  private static String gives(JsonObject client) {
    int values = known(client, "kernel");
    return "state, tcp_info: "
        + values
        + " values, options: "
        + known(client, "options")
        + (values < WHOLE_TCP_INFO
            ? "; no round-trip times and byte counts, idle times to one round"
            : "");
  }

  private static @Nullable JsonObject client(JsonObject report) {
    JsonArray sockets = report.getAsJsonArray("sockets");
    for (JsonElement socket : sockets) {
      if (socket.getAsJsonObject().get("role").getAsString().equals("client")) {
        return socket.getAsJsonObject();
      }
    }
    return null;
  }

  private static int known(JsonObject socket, String part) {
    JsonElement figures = socket.get(part);
    return figures != null && figures.isJsonObject() ? figures.getAsJsonObject().size() : 0;
  }

  private static String complaint(ProbeRun run) {
    return "no report: "
        + (run.said().isEmpty() ? "the JVM said nothing" : String.join("; ", run.said()));
  }
}
