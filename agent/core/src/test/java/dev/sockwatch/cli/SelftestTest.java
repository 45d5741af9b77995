package dev.sockwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the self-test judges what agents reported, and how that is shown. */
class SelftestTest {
  private static final String EVENTS =
      "{\"opened\": 2, \"accepted\": 0, \"closeRequested\": 2, \"released\": 2}";

  @Test
  void path_worksWhenEveryEventWasSeenOnce() {
    assertThat(Selftest.path(Probe.DATAGRAMS, run(EVENTS, "[]")))
        .isEqualTo(
            new Selftest.Row(
                "DatagramSocket, DatagramChannel", true, true, "6 events, each seen once"));
  }

  @Test
  void path_withWrongEventsNamesThem() {
    String wrong =
        EVENTS
            .replace("\"accepted\": 0", "\"accepted\": 1")
            .replace("\"opened\": 2", "\"opened\": 0");

    assertThat(Selftest.path(Probe.DATAGRAMS, run(wrong, "[{\"consequence\": \"no age\"}]")))
        .isEqualTo(
            new Selftest.Row(
                "DatagramSocket, DatagramChannel",
                false,
                true,
                "accepted 1 instead of 0; opened 0 instead of 2; no age"));
  }

  @Test
  void probeWithoutAReport_isQuoted() {
    assertThat(Selftest.path(Probe.SOCKETS, new ProbeRun(null, List.of("no such file"))).detail())
        .isEqualTo("no report: no such file");
  }

  @Test
  void kernelSource_worksWhenItIsUsed() {
    assertThat(Selftest.kernel("jdk", 17, held("jdk", "ESTABLISHED")))
        .isEqualTo(
            new Selftest.Row(
                "jdk",
                true,
                true,
                "state, tcp_info: 1 values, options: 0; no round-trip times and byte counts, idle"
                    + " times to one round"));
  }

  @Test
  void foreignFunctions_areNotMissedBefore21() {
    assertThat(Selftest.kernel("foreign", 17, held("jna", "ESTABLISHED")).must()).isFalse();
    assertThat(Selftest.kernel("foreign", 21, held("jdk", "ESTABLISHED")).must()).isTrue();
  }

  @Test
  void auto_mustKnowMoreThanProcfs() {
    assertThat(Selftest.kernel("auto", 17, held("jna", "ESTABLISHED")).works()).isTrue();
    assertThat(Selftest.kernel("auto", 17, held("procfs", "ESTABLISHED")).works()).isFalse();
    assertThat(Selftest.kernel("auto", 17, held("jna", "CLOSE")).works()).isFalse();
  }

  @Test
  void table_tellsWhatIsMissingAndWhatMustBe() {
    String text =
        SelftestCommand.text(
            "1.2.3",
            List.of(new Selftest.Row("Socket, ServerSocket", false, true, "opened 0 instead of 2")),
            List.of(new Selftest.Row("foreign", false, false, "needs JDK 21; jna gives all")));

    assertThat(text.substring(text.indexOf('\n')))
        .isEqualTo(
            """


            WOVEN PATH                       WORKS
            Socket, ServerSocket             NO     opened 0 instead of 2

            KERNEL SOURCE                    WORKS
            foreign                          no     needs JDK 21; jna gives all

            1 row does not work here and should: findings that need them are missing
            """);
  }

  private static ProbeRun run(String events, String missingHooks) {
    return new ProbeRun(
        JsonParser.parseString(
                "{\"health\": {\"events\": "
                    + events
                    + ", \"missingHooks\": "
                    + missingHooks
                    + "}}")
            .getAsJsonObject(),
        List.of());
  }

  private static ProbeRun held(String source, String state) {
    return new ProbeRun(
        JsonParser.parseString(
                """
                {"sockwatch": {"kernelSource": "%s"},
                 "sockets": [
                   {"role": "listener", "state": "LISTEN"},
                   {"role": "client", "state": "%s", "kernel": {"state": 1}, "options": {}}]}
                """
                    .formatted(source, state))
            .getAsJsonObject(),
        List.of());
  }
}
