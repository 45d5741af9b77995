package dev.sockwatch.tests.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sockwatch.tests.support.Command;
import dev.sockwatch.tests.support.EachJdk;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.Jdks;
import dev.sockwatch.tests.support.OldJdks;
import dev.sockwatch.tests.support.Places;
import dev.sockwatch.tests.support.RunningJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which JVMs a command can speak with, and what it says of those it cannot: all for real. */
class TargetJvmsTest {
  private static final String WAITS = "com.example.probes.Waits";
  private static final String CAN = "can be attached";

  @EachJdk
  void jvm_isListedUntouchedAndCommandsAreNot(Jdk jdk) throws IOException {
    try (RunningJvm jvm = waiting(ForkedJvm.on(jdk))) {
      Command list = Command.run(jdk, "list");

      assertThat(list.exitCode()).isZero();
      assertThat(list.row(jvm.pid()))
          .contains("example.probes.Waits", jdk.version().feature() + "");
      assertThat(list.row(jvm.pid())).endsWith(CAN);
      assertThat(list.row(list.pid())).isEmpty();
      assertThat(list.out().lines()).allMatch(line -> line.length() <= 80);
      assertThat(threads(jvm.pid())).contains("java").doesNotContain("Attach Listener");
      assertThat(Path.of("/tmp/.java_pid" + jvm.pid())).doesNotExist();
    }
  }

  /** The first 15 characters of their names, as the kernel keeps them. */
  private static List<String> threads(long pid) throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
      List<String> names = new ArrayList<>();
      for (Path thread : threads.toList()) {
        names.add(Files.readString(thread.resolve("comm")).strip());
      }
      return names;
    }
  }

  @EachJdk
  void jvmWithoutSockwatch_isNotTouchedByReport(Jdk jdk) {
    try (RunningJvm jvm = waiting(ForkedJvm.on(jdk))) {
      for (String command : List.of("report", "watch", "off", "on")) {
        Command asked = Command.run(jdk, command, "" + jvm.pid());

        assertThat(asked.exitCode()).isEqualTo(2);
        assertThat(asked.err())
            .startsWith("sockwatch: process " + jvm.pid() + " has no Sockwatch inside; begin with")
            .endsWith(" attach " + jvm.pid() + "\n");
      }
      assertThat(jvm.err()).isEmpty();
    }
  }

  @EachJdk
  void disabledAttach_isSaidAndTheJvmLeftAlone(Jdk jdk) {
    ForkedJvm closed = ForkedJvm.on(jdk).jvmArgs("-XX:+DisableAttachMechanism");
    try (RunningJvm jvm = waiting(closed)) {
      assertThat(Command.run(jdk, "list").row(jvm.pid())).endsWith("no: attach disabled");
      refused(jdk, jvm, " was started with -XX:+DisableAttachMechanism, nobody can attach to it;");
      assertThat(jvm.out()).as("no thread dump").containsExactly("ready");
    }
  }

  @EachJdk
  void disabledLoading_isSaid(Jdk jdk) {
    ForkedJvm closed = ForkedJvm.on(jdk).jvmArgs("-XX:-EnableDynamicAgentLoading");
    try (RunningJvm jvm = waiting(closed)) {
      refused(
          jdk, jvm, " was started with -XX:-EnableDynamicAgentLoading, it takes no agent while it");
    }
  }

  @EachJdk
  void otherUser_isNamedToAllButRoot(Jdk jdk) {
    List<String> nobody = Places.unprivileged();
    try (RunningJvm jvm = waiting(ForkedJvm.on(jdk));
        RunningJvm others = waiting(Places.unprivileged(ForkedJvm.on(jdk)))) {
      String me = System.getProperty("user.name");
      Command list = Command.run(nobody, jdk, "list");
      assertThat(list.row(jvm.pid())).endsWith("no: user " + me);
      assertThat(list.row(others.pid())).endsWith(CAN);
      Command asked = Command.run(nobody, jdk, "report", "" + jvm.pid());
      assertThat(asked.exitCode()).isEqualTo(2);
      assertThat(asked.err())
          .contains(" belongs to user " + me, "\n  sudo -u " + me + " ")
          .endsWith(" report " + jvm.pid() + "\n");

      assertThat(Command.run(jdk, "list").row(others.pid())).endsWith(CAN);
    }
  }

  @EachJdk
  void unwritableTmp_isSaid(Jdk jdk) {
    ForkedJvm jvm = ForkedJvm.on(jdk).jvmArgs("-XX:-UsePerfData");
    try (RunningJvm locked =
        waiting(Places.withMounts(jvm, "mount --bind /tmp /tmp; mount -o remount,ro,bind /tmp"))) {
      refused(jdk, locked, jdk.feature() < 25 ? " has mounts of its own" : " has no directory");
    }
  }

  @EachJdk
  void privateTmp_needsAJdkThatAttachesAcrossMounts(Jdk jdk) {
    ForkedJvm jvm = Places.withMounts(ForkedJvm.on(jdk), "mount --bind /tmp /tmp");
    try (RunningJvm apart = waiting(jvm)) {
      assertThat(Command.run(jdk, "list").row(apart.pid()))
          .endsWith(jdk.feature() < 25 ? "no: private /tmp" : CAN + ", in a container");
    }
  }

  @EachJdk
  void missingProcess_isSaid(Jdk jdk) {
    RunningJvm jvm = waiting(ForkedJvm.on(jdk));
    jvm.close();

    refused(jdk, jvm.pid(), "there is no process " + jvm.pid() + " here;");
  }

  @EachJdk
  void otherProgram_isLeftAlone(Jdk jdk) throws IOException {
    Process other = new ProcessBuilder("sleep", "60").start();
    try {
      refused(jdk, other.pid(), "process " + other.pid() + " (sleep) is not a JVM;");
      assertThat(other.isAlive()).isTrue();
    } finally {
      other.destroyForcibly();
    }
  }

  @EachJdk
  void stoppedJvm_isSaid(Jdk jdk) throws Exception {
    try (RunningJvm jvm = waiting(ForkedJvm.on(jdk))) {
      int stopped = new ProcessBuilder("kill", "-STOP", "" + jvm.pid()).start().waitFor();
      assumeTrue(stopped == 0, "cannot stop a process");

      refused(jdk, jvm, " is stopped and cannot answer;");
    }
  }

  @Test
  void oldJdk_isLeftAlone(@TempDir Path classes) throws IOException {
    List<Jdk> old = OldJdks.named();
    OldJdks.compile(classes, "System.out.println(\"ready\"); System.in.read();");
    for (Jdk jdk : old) {
      ForkedJvm forked = ForkedJvm.on(jdk).withoutAgent().classPath(classes);
      try (RunningJvm jvm = forked.start("Old")) {
        String ready = jvm.awaitOut("ready");
        assertThat(Command.run(Jdks.newest(), "list").row(jvm.pid())).endsWith(" is too old");
        refused(Jdks.newest(), jvm, " runs on JDK ");
        assertThat(jvm.out()).containsExactly(ready);
      }
      Command command = Command.run(jdk, "list");
      assertThat(command.exitCode()).isEqualTo(2);
      assertThat(command.err())
          .matches(
              "sockwatch: commands need JDK 17 or later, this is JDK (8|11); run the jar with"
                  + " another java\n");
    }
  }

  private static RunningJvm waiting(ForkedJvm forked) {
    RunningJvm jvm = forked.withoutAgent().start(WAITS);
    String unused = jvm.awaitOut("ready");
    return jvm;
  }

  private static void refused(Jdk jdk, RunningJvm jvm, String why) {
    refused(jdk, jvm.pid(), "process " + jvm.pid() + why);
  }

  private static void refused(Jdk jdk, long pid, String text) {
    Command asked = Command.run(jdk, "attach", "" + pid);
    assertThat(asked.err()).startsWith("sockwatch: " + text);
    assertThat(asked.exitCode()).isEqualTo(2);
    assertThat(asked.out()).isEmpty();
  }
}
