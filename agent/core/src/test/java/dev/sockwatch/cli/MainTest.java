package dev.sockwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.sockwatch.control.Request.Command;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands print, and their exit codes. */
class MainTest {
  @TempDir private Path folder = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private FakeMachine machine = new FakeMachine(folder);

  @BeforeEach
  void newMachine() {
    machine = new FakeMachine(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list",
        "attach",
        "report",
        "watch",
        "off",
        "on",
        "selftest",
        "generate-completion"
      })
  void help_isThereForEachCommand(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out.toString()).startsWith("Usage: sockwatch " + command);
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void noCommand_showsTheCommandsAndFails() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).startsWith("which command?").contains("Commands:", "selftest");
  }

  @Test
  void unknownCommand_isAnsweredWithTheNearest() {
    assertThat(run("reprot", "4711")).isEqualTo(2);
    assertThat(err.toString()).contains("Unmatched arguments", "sockwatch report");
  }

  @Test
  void version_isTold() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).isEqualTo("sockwatch 1.2.3\n");
  }

  @Test
  void report_exitsWith1ForAnOpenFinding() {
    assertThat(run("report", "4711")).isEqualTo(1);
    assertThat(out.toString()).startsWith("1 finding (1 resolved) in ").contains("by call site");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void reportAsJson_isOneObject() {
    assertThat(run("report", "4711", "--json", "--fail-on=error")).isEqualTo(1);
    assertThat(JsonParser.parseString(out.toString()).isJsonObject()).isTrue();
  }

  @Test
  void reportWithGc_asksForIt() {
    assertThat(run("report", "4711", "--gc", "--by", "state", "--open-only")).isEqualTo(1);
    assertThat(machine.requests.get(0).options()).isEqualTo(Map.of("gc", "true"));
    assertThat(out.toString()).contains("TCP by state");
  }

  @Test
  void reportThatCannotBeAsked_exitsWith2() {
    machine.withoutAgent();

    assertThat(run("report", "4711")).isEqualTo(2);
    assertThat(err.toString()).startsWith("sockwatch: process 4711 has no Sockwatch inside; ");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void reportWhileOff_saysSo() {
    machine.watching = false;

    assertThat(run("report", "4711")).isEqualTo(1);
    assertThat(out.toString()).endsWith("watching is off: this is what was known when it ended\n");
  }

  @Test
  void attach_passesSettingsOn() {
    machine.withoutAgent();

    assertThat(run("attach", "4711", "sample.interval=1s", "time.scale=0.1")).isZero();
    assertThat(machine.requests.get(0).command()).isEqualTo(Command.ATTACH);
    assertThat(machine.requests.get(0).options())
        .isEqualTo(Map.of("sample.interval", "1s", "time.scale", "0.1"));
    assertThat(out.toString()).isEqualTo("sockwatch: as you say\n");
  }

  @Test
  void attachForAWhile_endsWithTheReport() {
    assertThat(run("attach", "4711", "--for", "50ms")).isEqualTo(1);
    assertThat(machine.requests)
        .extracting(r -> r.command())
        .containsExactly(Command.ATTACH, Command.REPORT);
    assertThat(machine.requests.get(0).options()).isEqualTo(Map.of("for", "50ms"));
    assertThat(out.toString()).startsWith("sockwatch: as you say\n1 finding (1 resolved)");
  }

  @Test
  void attachToAJvmThatEnds_isExplained() {
    machine.alive = false;

    assertThat(run("attach", "4711", "--for=5m")).isEqualTo(2);
    assertThat(err.toString()).startsWith("sockwatch: process 4711 has ended; ");
  }

  @Test
  void valueWithAComma_isRefused() {
    assertThat(run("attach", "4711", "log=/tmp/a,b")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(
            "log=/tmp/a,b has a comma, which separates settings; give each its own word, or start"
                + " the JVM with -Dsockwatch.log");
    assertThat(machine.requests).isEmpty();
  }

  @Test
  void offAndOn_areAsked() {
    assertThat(run("off", "4711", "--unweave")).isZero();
    assertThat(run("on", "4711")).isZero();
    assertThat(machine.requests)
        .extracting(r -> r.command())
        .containsExactly(Command.OFF, Command.ON);
    assertThat(machine.requests.get(0).options()).isEqualTo(Map.of("unweave", "true"));
  }

  @Test
  void list_showsWhoseAgentIsInside() {
    assertThat(run("list")).isZero();
    assertThat(out.toString())
        .contains("    4711 bob        21.0.5     com.acme.orders.Main    Sockwatch inside\n");

    machine.agent = new LoadedAgent("0.9");
    assertThat(run("list")).isZero();
    assertThat(out.toString()).contains(" no: Sockwatch 0.9 inside\n");

    machine.withoutAgent();
    assertThat(run("list")).isZero();
    assertThat(out.toString()).contains(" can be attached\n");
  }

  @Test
  void list_asksNoJvm() {
    machine.isAttachable = false;

    assertThat(run("list")).isZero();
    assertThat(out.toString()).contains(" Sockwatch inside\n");
  }

  private int run(String... words) {
    Session session =
        new Session(
            machine.caller(),
            patience -> machine,
            "1.2.3",
            new Terminal(false, () -> Terminal.Size.USUAL),
            new PrintWriter(out));
    return Main.run(session, new PrintWriter(err, true), words);
  }
}
