package dev.sockwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is seen of a process without touching it, over a hand-made /proc. */
class JvmInspectorTest {
  private static final String LISTENS = "0000000000000004";
  private static final String DEAF = "0000000000000000";
  private static final String LIBRARY =
      "7f00-7fff r-xp 00000000 fe:01 99    /jdk/lib/server/libjvm.so\n";

  @TempDir private Path proc = Path.of("");

  @Test
  void jvm_isKnownByItsLibrary() throws IOException {
    process(4711, 1000, "S", LISTENS, LIBRARY, "java", "-jar", "/srv/orders.jar");

    JvmProcess jvm = Objects.requireNonNull(look(4711));
    assertThat(jvm.main()).isEqualTo("orders.jar");
    assertThat(jvm.user()).isEqualTo("bob");
    assertThat(jvm.startTime()).isEqualTo("8888");
    assertThat(jvm.obstacle()).isNull();
  }

  @Test
  void otherPrograms_areNotAsked() throws IOException {
    process(4711, 1000, "S", LISTENS, "7f00-7fff r-xp 0 fe:01 99 /lib/libc.so\n", "java");

    assertThat(look(4711)).isNull();
  }

  @Test
  void zombie_isNoJvm() throws IOException {
    process(4711, 1000, "Z", LISTENS, "", "java", "M");

    assertThat(look(4711)).isNull();
  }

  @Test
  void otherUser_comesFirst() throws IOException {
    process(4711, 1001, "T", DEAF, "", "/jdk/bin/java", "-XX:+DisableAttachMechanism", "M");

    assertThat(brief(4711)).isEqualTo("user alice");
  }

  @Test
  void disabledAttach_isRead() throws IOException {
    process(4711, 1000, "S", LISTENS, LIBRARY, "java", "-XX:+DisableAttachMechanism", "M");

    assertThat(brief(4711)).isEqualTo("attach disabled");
  }

  @Test
  void stoppedProcess_isNotAsked() throws IOException {
    process(4711, 1000, "T", LISTENS, LIBRARY, "java", "M");

    assertThat(brief(4711)).isEqualTo("stopped");
  }

  @Test
  void processThatSigquitWouldEnd_isNotAsked() throws IOException {
    process(4711, 1000, "S", DEAF, LIBRARY, "java", "M");

    assertThat(brief(4711)).isEqualTo("just starting");
  }

  @Test
  void otherContainer_isNamed() throws IOException {
    process(4711, 1000, "S", LISTENS, LIBRARY, "java", "M");
    namespaces(99, "mnt:[1]", "pid:[1]");
    namespaces(4711, "mnt:[2]", "pid:[2]");
    Files.writeString(
        proc.resolve("4711/cgroup"),
        "0::/system.slice/docker-" + "0123456789abcdef".repeat(4) + ".scope\n");

    assertThat(Objects.requireNonNull(look(4711)).container()).isEqualTo("0123456789ab");
    assertThat(brief(4711)).isEqualTo("other container");
  }

  @Test
  void otherMountsAlone_needANewJdk() throws IOException {
    process(4711, 1000, "S", LISTENS, LIBRARY, "java", "M");
    namespaces(99, "mnt:[1]", "pid:[1]");
    namespaces(4711, "mnt:[2]", "pid:[1]");
    Files.createDirectories(proc.resolve("4711/root/tmp"));

    assertThat(brief(4711)).isEqualTo("private /tmp");
  }

  private @Nullable String brief(long pid) throws IOException {
    Obstacle obstacle = Objects.requireNonNull(look(pid)).obstacle();
    return obstacle == null ? null : obstacle.brief();
  }

  private @Nullable JvmProcess look(long pid) throws IOException {
    Path passwd = proc.resolve("passwd");
    Files.writeString(passwd, "bob:x:1000:1000::/:/bin/sh\nalice:x:1001:1001::/:/bin/sh\n");
    return new JvmInspector(new ProcFolder(proc, passwd), Jvms.BOB).look(pid);
  }

  private void namespaces(long pid, String mounts, String pids) throws IOException {
    Path folder = Files.createDirectories(proc.resolve(pid + "/ns"));
    Files.createSymbolicLink(folder.resolve("mnt"), Path.of(mounts));
    Files.createSymbolicLink(folder.resolve("pid"), Path.of(pids));
  }

  private void process(
      long pid, long uid, String state, String caught, String maps, String... words)
      throws IOException {
    Path folder = Files.createDirectories(proc.resolve(Long.toString(pid)));
    Files.writeString(
        folder.resolve("stat"),
        pid + " (a (strange) name) " + state + " 1".repeat(18) + " 8888 1 1\n");
    Files.writeString(
        folder.resolve("status"),
        "Name:\tjava\nUid:\t%1$d\t%1$d\t%1$d\t%1$d\nNSpid:\t%2$d\nSigCgt:\t%3$s\n"
            .formatted(uid, pid, caught));
    Files.writeString(folder.resolve("cmdline"), String.join("\0", words) + "\0");
    Files.writeString(folder.resolve("environ"), "HOME=/\0");
    Files.writeString(folder.resolve("maps"), maps);
  }
}
