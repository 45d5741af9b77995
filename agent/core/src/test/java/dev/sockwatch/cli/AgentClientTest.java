package dev.sockwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sockwatch.control.AgentMark;
import dev.sockwatch.control.Answer;
import dev.sockwatch.control.Request.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command asks, what it leaves behind (nothing), and when it refuses to ask. */
class AgentClientTest {
  private static final Duration SOON = Duration.ofMillis(50);

  @TempDir private Path folder = Path.of("");
  private FakeMachine machine = new FakeMachine(folder);

  @BeforeEach
  void newMachine() {
    machine = new FakeMachine(folder);
  }

  @Test
  void answer_comesThroughAPrivateFileThatIsDeleted() throws Exception {
    Answer answer = ask(Command.REPORT, Map.of("gc", "true"));

    assertThat(answer.message()).isEqualTo("as you say");
    assertThat(machine.requests.get(0).command()).isEqualTo(Command.REPORT);
    assertThat(machine.requests.get(0).options()).isEqualTo(Map.of("gc", "true"));
    assertThat(machine.modes).containsExactly("rw-------");
    assertThat(machine.jars).containsExactly("/opt/sockwatch-agent.jar");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void jarThatIsInsideAlready_isTakenAgain() throws Exception {
    Path jar = Files.createFile(folder.resolve("agent.jar"));
    new AgentMark("1.2.3", 0, true, jar.toString()).into(machine.agentProperties);

    Answer unused = ask(Command.ON, Map.of());

    assertThat(machine.jars).containsExactly(jar.toString());
  }

  @Test
  void attach_needsNoAgentInside() throws Exception {
    machine.withoutAgent();

    assertThat(ask(Command.ATTACH, Map.of("for", "5m")).done()).isTrue();
  }

  @Test
  void otherCommands_loadNothingWhereNoAgentIsInside() {
    machine.withoutAgent();

    refused(() -> ask(Command.REPORT, Map.of()), "no Sockwatch inside");
    assertThat(machine.requests).isEmpty();
  }

  @Test
  void oldJdk_isLeftAlone() {
    machine.properties.setProperty("java.specification.version", "1.8");
    machine.properties.setProperty("java.version", "1.8.0_504");

    refused(() -> ask(Command.ATTACH, Map.of()), "JDK 1.8.0_504 is too old");
    assertThat(machine.requests).isEmpty();
  }

  @Test
  void otherVersion_isLeftAlone() {
    new AgentMark("0.9", 0, true, "/a.jar").into(machine.agentProperties);

    refused(() -> ask(Command.ATTACH, Map.of()), "Sockwatch 0.9 inside");
    assertThat(machine.requests).isEmpty();
  }

  @Test
  void silence_ends() {
    machine.answers = false;

    refused(() -> ask(Command.REPORT, Map.of()), "does not answer");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void endOfTheJvm_isNoticed() {
    machine.answers = false;
    machine.alive = false;

    refused(() -> ask(Command.REPORT, Map.of()), "ended");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void brokenChannel_isExplained() {
    machine.broken = new IOException("broken pipe");

    assertThatThrownBy(() -> ask(Command.REPORT, Map.of()))
        .hasMessage("process 4711 could not be asked: broken pipe");
    machine.alive = false;
    refused(() -> ask(Command.REPORT, Map.of()), "ended");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusalOfTheAgent_isPassedOn() {
    machine.done = false;

    assertThatThrownBy(() -> ask(Command.REPORT, Map.of()))
        .hasMessage("Sockwatch in process 4711: as you say");
  }

  @Test
  void folderOfTheTargetThatIsMissing_isReplaced() throws Exception {
    machine.properties.setProperty("java.io.tmpdir", folder.resolve("missing").toString());

    assertThat(ask(Command.REPORT, Map.of()).done()).isTrue();
    assertThat(machine.requests.get(0).result().toString()).startsWith("/tmp/sockwatch-");
  }

  @Test
  void fileThatTheDirectorysOwnerSwaps_isNotTouched() throws Exception {
    Path others = Files.createFile(folder.resolve("others"));
    machine.beforeTheAnswer =
        file -> {
          try {
            machine.answerTo(others);
            Files.delete(file);
            Files.createSymbolicLink(file, others);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    machine.answers = false;

    assertThatThrownBy(() -> ask(Command.REPORT, Map.of()))
        .hasMessageStartingWith("somebody has replaced the file in which process 4711 was to");
    assertThat(others).as("root has emptied it once").isNotEmptyFile();
  }

  @Test
  void directoryThatOthersMayChange_isNotUsed() throws Exception {
    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    machine.properties.setProperty("java.io.tmpdir", Files.createDirectory(open.resolve("t")) + "");

    assertThat(ask(Command.REPORT, Map.of()).done()).isTrue();
    assertThat(machine.requests.get(0).result().toString()).startsWith("/tmp/sockwatch-");
  }

  @Test
  void directoryOfAnotherUser_isNotUsed() throws Exception {
    assumeTrue(machine.caller().isRoot(), "only root can give a directory away");
    Path others = Files.createDirectory(folder.resolve("others"));
    Files.setAttribute(others, "unix:uid", 65534);
    Files.setAttribute(others, "unix:mode", 01777);
    machine.properties.setProperty("java.io.tmpdir", others.toString());

    assertThat(ask(Command.REPORT, Map.of()).done()).isTrue();
    assertThat(machine.requests.get(0).result().toString()).startsWith("/tmp/sockwatch-");
  }

  @Test
  void link_isFollowedBeforeItIsJudged() throws Exception {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    machine.properties.setProperty("java.io.tmpdir", link.toString());

    assertThat(ask(Command.REPORT, Map.of()).done()).isTrue();
    assertThat(machine.requests.get(0).result().toString()).startsWith(real + "/sockwatch-");
  }

  @Test
  void versionOfAJdk_isRead() {
    assertThat(List.of("1.8", "1.8.0_504", "11.0.24", "16")).allMatch(AgentClient::isTooOld);
    assertThat(List.of("17", "25.0.1", "26-ea", "", "x")).noneMatch(AgentClient::isTooOld);
  }

  private Answer ask(Command command, Map<String, String> options) throws ObstacleException {
    return new AgentClient(machine, machine.caller(), "1.2.3").ask(4711, command, options, SOON);
  }

  private static void refused(ThrowingCallable asking, String brief) {
    assertThatThrownBy(asking)
        .isInstanceOfSatisfying(
            ObstacleException.class, e -> assertThat(e.obstacle().brief()).isEqualTo(brief));
  }
}
