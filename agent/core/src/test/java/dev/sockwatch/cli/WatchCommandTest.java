package dev.sockwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.control.Request.Command;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live view ends with what it watches. */
class WatchCommandTest {
  @TempDir private Path folder = Path.of("");
  private final StringWriter out = new StringWriter();
  private boolean watching = true;

  @Test
  void view_endsWithTheJvm() {
    assertThat(run(false)).isZero();
    assertThat(out.toString())
        .startsWith("2026-01-02T03:06:10Z  2 open  1 CLOSE_WAIT")
        .endsWith("process 4711 has ended\n");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void terminal_isDrawnAgain() {
    assertThat(run(true)).isZero();
    assertThat(out.toString()).startsWith("\u001b[H\u001b[Jsockwatch 1.2.3  pid 4711  ");
  }

  @Test
  void viewWhileOff_saysSo() {
    watching = false;

    assertThat(run(false)).isZero();
    assertThat(out.toString()).startsWith("watching is off\n2026-01-02T03:06:10Z  2 open");
  }

  /** The only answer there will be is read, and then the JVM is gone. */
  private int run(boolean screen) {
    FakeMachine machine = new FakeMachine(folder);
    machine.alive = false;
    machine.watching = watching;
    Session session =
        new Session(
            machine.caller(),
            patience -> machine,
            "1.2.3",
            new Terminal(screen, () -> Terminal.Size.USUAL),
            new PrintWriter(out));
    int exit =
        Main.run(session, new PrintWriter(new StringWriter()), "watch", "4711", "--interval=100ms");
    assertThat(machine.requests.get(0).command()).isEqualTo(Command.WATCH);
    assertThat(machine.requests.get(0).options()).isEqualTo(Map.of("interval", "100ms"));
    return exit;
  }
}
