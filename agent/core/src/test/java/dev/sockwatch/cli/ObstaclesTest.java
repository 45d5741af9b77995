package dev.sockwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.control.AgentMark;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a person reads who cannot be served, word for word: what, where, what to do. */
class ObstaclesTest {
  private final Obstacles obstacles = new Obstacles(Jvms.BOB);

  @Test
  void noSuchProcess_saysWhereTheyAre() {
    assertThat(obstacles.noSuchProcess(4711).text())
        .isEqualTo(
            """
            there is no process 4711 here; the JVMs are shown by
              /jdk/bin/java -jar /opt/sockwatch-agent.jar list""");
  }

  @Test
  void notAJvm_isNamed() {
    assertThat(obstacles.notAJvm(4711, "bash").text())
        .isEqualTo(
            """
            process 4711 (bash) is not a JVM; the JVMs are shown by
              /jdk/bin/java -jar /opt/sockwatch-agent.jar list""");
  }

  @Test
  void otherUser_isNamedWithTheCommand() {
    assertThat(obstacles.otherUser(4711, 1001, "alice").text())
        .isEqualTo(
            """
            process 4711 belongs to user alice (uid 1001), you are bob (uid 1000); ask as that user, or as root:
              sudo -u alice /jdk/bin/java -jar /opt/sockwatch-agent.jar report 4711 --gc""");
  }

  @Test
  void otherUserWithoutAName_isNamedByNumber() {
    assertThat(obstacles.otherUser(4711, 1001, "1001").text()).contains("sudo -u '#1001' /jdk");
  }

  @Test
  void attachDisabled_namesTheFlag() {
    assertThat(obstacles.attachDisabled(4711).text())
        .isEqualTo(
            """
            process 4711 was started with -XX:+DisableAttachMechanism, nobody can attach to it; restart it without that flag, or with
              -javaagent:/opt/sockwatch-agent.jar""");
  }

  @Test
  void loadingDisabled_namesTheFlag() {
    assertThat(obstacles.loadingDisabled(4711).text())
        .isEqualTo(
            """
            process 4711 was started with -XX:-EnableDynamicAgentLoading, it takes no agent while it runs; restart it without that flag, or with
              -javaagent:/opt/sockwatch-agent.jar""");
  }

  @Test
  void stopped_canGoOn() {
    assertThat(obstacles.stopped(4711).text())
        .isEqualTo("process 4711 is stopped and cannot answer; let it go on by\n  kill -CONT 4711");
  }

  @Test
  void justStarting_isNotEnded() {
    assertThat(obstacles.notListening(4711).text())
        .isEqualTo(
            "process 4711 is just starting: it does not handle SIGQUIT yet, so asking would end it;"
                + " try again");
  }

  @Test
  void noWritableFolder_namesThoseTried() {
    assertThat(obstacles.noWritableFolder(4711, List.of("/tmp", "/dev/shm")).text())
        .isEqualTo(
            """
            process 4711 has no directory to answer in: /tmp, /dev/shm cannot be written, or belong to others than root and you; ask as its user, give it a writable /tmp, in a container by --tmpfs /tmp, or restart it with
              -javaagent:/opt/sockwatch-agent.jar""");
  }

  @Test
  void otherContainer_hasTheCommandsToRunInside() {
    assertThat(obstacles.otherContainer(4711, 7, "0123456789ab").text())
        .isEqualTo(
            """
            process 4711 is in another container (0123456789ab), whose files cannot be reached from here; ask as root, or inside:
              docker cp /opt/sockwatch-agent.jar 0123456789ab:/tmp/sockwatch-agent.jar
              docker exec 0123456789ab java -jar /tmp/sockwatch-agent.jar report 7 --gc""");
  }

  @Test
  void otherContainerWithoutAName_isEntered() {
    assertThat(obstacles.otherContainer(4711, 7, null).text())
        .isEqualTo(
            """
            process 4711 is in another container, whose files cannot be reached from here; ask as root, or inside:
              sudo nsenter -t 4711 -a java -jar /path/inside/sockwatch-agent.jar report 7 --gc""");
  }

  @Test
  void otherMounts_areEntered() {
    assertThat(obstacles.otherMounts(4711).text())
        .isEqualTo(
            """
            process 4711 has mounts of its own, such as the private /tmp of a systemd service, and JDK 17 cannot attach across them; ask with JDK 25 or later, or among those mounts:
              sudo nsenter -t 4711 -m /jdk/bin/java -jar /opt/sockwatch-agent.jar report 4711 --gc""");
  }

  @Test
  void oldJdk_isNamed() {
    assertThat(obstacles.tooOld(4711, "11.0.24").text())
        .isEqualTo(
            "process 4711 runs on JDK 11.0.24, Sockwatch needs 17 or later; run the program on a"
                + " newer JDK");
  }

  @Test
  void otherVersion_namesBothAndTheOthersJar() {
    AgentMark mark = new AgentMark("0.9", 0, true, "/srv/old agent.jar");
    assertThat(obstacles.otherVersion(Jvms.plain(4711), mark, "1.2.3").text())
        .isEqualTo(
            """
            process 4711 has Sockwatch 0.9 inside, this is 1.2.3; restart the process, or ask with the jar that it has:
              /jdk/bin/java -jar '/srv/old agent.jar' report 4711 --gc""");
  }

  @Test
  void otherVersionOfAnotherUser_isNoCommandToRun() {
    AgentMark mark = new AgentMark("0.9", 0, true, "/tmp/evil.jar");
    for (JvmProcess jvm :
        List.of(Jvms.of(4711, 1001), Jvms.with(4711, "M", true, "0123456789ab", null))) {
      assertThat(obstacles.otherVersion(jvm, mark, "1.2.3").text())
          .isEqualTo(
              "process 4711 has Sockwatch 0.9 inside, this is 1.2.3; restart the process, or ask"
                  + " with the jar that it has");
    }
  }

  @Test
  void whatAJvmSaysOfItself_isShownAndNotDone() {
    AgentMark mark = new AgentMark("1\u001b[2J", 0, true, "/a");
    String evil = "17\n\u001b]0;title\u0007";
    assertThat(
            List.of(
                obstacles.otherVersion(Jvms.plain(7), mark, "1.2.3"),
                obstacles.tooOld(7, evil),
                obstacles.refused(7, evil),
                obstacles.notAJvm(7, evil)))
        .allSatisfy(
            obstacle -> {
              assertThat(obstacle.brief()).matches("[ -~]*");
              assertThat(obstacle.text().replace("\n  /jdk/bin/java ", "")).matches("[ -~]*");
            });
  }

  @Test
  void notInside_saysHowToBegin() {
    assertThat(obstacles.notInside(4711).text())
        .isEqualTo(
            """
            process 4711 has no Sockwatch inside; begin with
              /jdk/bin/java -jar /opt/sockwatch-agent.jar attach 4711""");
  }

  @Test
  void ended_saysHowToHaveAReportNextTime() {
    assertThat(obstacles.ended(4711).text())
        .isEqualTo(
            """
            process 4711 has ended; to have a report of it next time, start it with
              -javaagent:/opt/sockwatch-agent.jar=report.file=/tmp/sockets.json""");
  }

  @Test
  void noAnswer_saysHowLongItWaited() {
    assertThat(obstacles.noAnswer(4711, Duration.ofSeconds(15)).text())
        .isEqualTo(
            "process 4711 did not answer within 15.0 s; it may be short of CPU, or in a long"
                + " garbage collection: try again with --timeout=60s");
  }

  @Test
  void jre_isNamed() {
    assertThat(obstacles.noAttachModule().text())
        .isEqualTo(
            """
            this Java (/jdk/bin/java) has no module jdk.attach; this needs a JDK's java: install a JDK 17 or later and run
              /path/to/jdk/bin/java -jar /opt/sockwatch-agent.jar report 4711 --gc""");
  }
}
