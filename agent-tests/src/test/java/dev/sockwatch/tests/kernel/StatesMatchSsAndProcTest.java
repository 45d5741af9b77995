package dev.sockwatch.tests.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sockwatch.tests.support.Await;
import dev.sockwatch.tests.support.EachJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.ProcNet;
import dev.sockwatch.tests.support.RunningJvm;
import dev.sockwatch.tests.support.Ss;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The report's states and ports are those that ss and /proc tell of the same process. */
class StatesMatchSsAndProcTest {
  /** The program's own count: 2 listeners, 3 pairs, 2 and 1 that the other end has left. */
  private static final Map<String, Long> HELD =
      Map.of("LISTEN", 2L, "ESTABLISHED", 6L, "CLOSE_WAIT", 3L, "FIN_WAIT2", 1L);

  private static final String PROBE = "com.example.probes.HeldConnections";

  @EachJdk
  void states_areThoseOfProc(Jdk jdk) {
    try (RunningJvm jvm = ForkedJvm.on(jdk).withReport().start(PROBE)) {
      awaitStates(jvm);
      jvm.terminate();
      assertThat(states(jvm.finish())).isEqualTo(spelledAlike(HELD));
    }
  }

  @EachJdk
  void statesAndPorts_areThoseOfSs(Jdk jdk) throws Exception {
    assumeTrue(Ss.installed(), "ss is not installed");
    try (RunningJvm jvm = ForkedJvm.on(jdk).withReport().start(PROBE)) {
      awaitStates(jvm);
      Map<String, Long> states = Ss.tcpStates(jvm.pid());
      Map<Integer, Long> ports = Ss.localPorts(jvm.pid());
      jvm.terminate();
      FinishedJvm finished = jvm.finish();
      assertThat(states(finished)).isEqualTo(spelledAlike(states));
      assertThat(localPorts(finished)).isEqualTo(ports);
    }
  }

  /** FINs need a moment. */
  private static void awaitStates(RunningJvm jvm) {
    jvm.awaitOut("ready");
    Map<String, Long> expected = new TreeMap<>(HELD);
    Await.until(
        "the states " + expected,
        Duration.ofSeconds(10),
        () -> ProcNet.tcpStates(jvm.pid()).equals(expected));
  }

  private static Map<String, Long> states(FinishedJvm jvm) {
    Map<String, Long> states = new TreeMap<>();
    for (JsonElement socket : jvm.report().getAsJsonArray("sockets")) {
      JsonElement state = socket.getAsJsonObject().get("state");
      states.merge(state.isJsonNull() ? "null" : state.getAsString(), 1L, Long::sum);
    }
    return spelledAlike(states);
  }

  private static Map<Integer, Long> localPorts(FinishedJvm jvm) {
    Map<Integer, Long> ports = new TreeMap<>();
    for (JsonElement element : jvm.report().getAsJsonArray("sockets")) {
      JsonObject socket = element.getAsJsonObject();
      String local = socket.get("local").getAsString();
      ports.merge(Integer.parseInt(local.substring(local.lastIndexOf(':') + 1)), 1L, Long::sum);
    }
    return ports;
  }

  /** The RFC writes FIN-WAIT-2, the kernel FIN_WAIT2. */
  private static Map<String, Long> spelledAlike(Map<String, Long> states) {
    Map<String, Long> alike = new TreeMap<>();
    states.forEach(
        (state, count) -> alike.put(state.toUpperCase(Locale.ROOT).replaceAll("[_-]", ""), count));
    return alike;
  }
}
