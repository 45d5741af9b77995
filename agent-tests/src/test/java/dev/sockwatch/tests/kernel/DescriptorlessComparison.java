package dev.sockwatch.tests.kernel;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sockwatch.tests.support.LiveReport;
import dev.sockwatch.tests.support.SsInfo;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;

/** Connections without a descriptor are those of ss, and the summary counts them with the rest. */
final class DescriptorlessComparison {
  /** The others pass in milliseconds, unless the network loses something. */
  private static final Set<String> LASTING = Set.of("TIME_WAIT", "SYN_RECV");

  private DescriptorlessComparison() {}

  static void check(SoftAssertions softly, ReportBetweenSsRuns between) {
    Map<String, JsonObject> reported = new TreeMap<>();
    for (JsonObject socket : LiveReport.objects(between.report(), "withoutDescriptor")) {
      if (LASTING.contains(String.valueOf(LiveReport.text(socket, "state")))) {
        softly.assertThat(reported.put(key(socket), socket)).as("twice: " + socket).isNull();
      }
    }
    Map<String, SsInfo> told = between.withoutDescriptor();
    softly.assertThat(told.keySet()).as("the probe's").hasSizeGreaterThanOrEqualTo(5);
    softly.assertThat(reported.keySet()).as("withoutDescriptor").isEqualTo(told.keySet());
    told.forEach(
        (key, before) -> {
          JsonObject socket = reported.get(key);
          if (socket != null) {
            one(softly, between, key, before, socket);
          }
        });
    summary(softly, between);
  }

  private static void one(
      SoftAssertions softly,
      ReportBetweenSsRuns between,
      String key,
      SsInfo before,
      JsonObject socket) {
    boolean ours = between.ports().contains(SsInfo.port(before.local()));
    softly
        .assertThat(LiveReport.text(socket, "role"))
        .as("role of " + key)
        .isEqualTo(ours ? "server" : "client");
    softly.assertThat(LiveReport.text(socket, "destination")).as("of " + key).isNotBlank();
    if (key.startsWith("TIME_WAIT")) {
      softly
          .assertThat(LiveReport.text(socket, "callSite"))
          .as("call site of " + key)
          .startsWith("com.example.probes.Pairs.");
      Long millis = LiveReport.number(socket, "timerMillis");
      String first = before.words().get("timer.time");
      String last =
          requireNonNull(between.withoutDescriptorAfter().get(key)).words().get("timer.time");
      softly
          .assertThat(SsTimers.fits("timer.time", first, millis == null ? -1 : millis, last))
          .as("%s: %s, %s, %s", key, first, millis, last)
          .isTrue();
    }
  }

  private static String key(JsonObject socket) {
    return String.join(
        " ",
        LiveReport.text(socket, "state"),
        Addresses.plain(String.valueOf(LiveReport.text(socket, "local"))),
        Addresses.plain(String.valueOf(LiveReport.text(socket, "remote"))));
  }

  private static void summary(SoftAssertions softly, ReportBetweenSsRuns between) {
    Map<String, Long> expected = new TreeMap<>();
    between.held().values().forEach(s -> expected.merge(s.state(), 1L, Long::sum));
    for (JsonObject socket : LiveReport.objects(between.report(), "withoutDescriptor")) {
      expected.merge(String.valueOf(LiveReport.text(socket, "state")), 1L, Long::sum);
    }
    JsonObject summary = LiveReport.object(between.report(), "summary");
    softly.assertThat(states(summary)).as("summary").isEqualTo(expected);
    softly.assertThat(sum(summary, "destinations")).as("by destination").isEqualTo(expected);
    softly.assertThat(sum(summary, "callSites")).as("by call site").isEqualTo(expected);
  }

  private static Map<String, Long> sum(JsonObject summary, String groups) {
    Map<String, Long> sum = new TreeMap<>();
    for (JsonObject group : LiveReport.objects(summary, groups)) {
      states(group).forEach((state, count) -> sum.merge(state, count, Long::sum));
    }
    return sum;
  }

  private static Map<String, Long> states(JsonObject parent) {
    Map<String, Long> states = new TreeMap<>();
    for (Map.Entry<String, JsonElement> state : LiveReport.object(parent, "states").entrySet()) {
      if (state.getValue().getAsLong() > 0) {
        states.put(state.getKey(), state.getValue().getAsLong());
      }
    }
    return states;
  }
}
