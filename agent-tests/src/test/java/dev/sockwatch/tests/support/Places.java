package dev.sockwatch.tests.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Places where a JVM may do less than elsewhere, made with the commands that containers are made
 * of; a test that cannot have one is skipped, with the reason.
 */
public final class Places {
  private static final String[] UNPRIVILEGED = {
    "setpriv",
    "--reuid",
    "65534",
    "--regid",
    "65534",
    "--clear-groups",
    "--bounding-set",
    "-all",
    "--inh-caps",
    "-all",
    "--no-new-privs"
  };

  private Places() {}

  /** As a user without a name, a home or any privilege. */
  public static ForkedJvm unprivileged(ForkedJvm jvm) {
    String readable =
        "for file; do test -r \"$file\" || { echo \"$file cannot be read\"; exit 1; }; done";
    String[] command = {
      "bash",
      "-c",
      readable,
      "bash",
      ForkedJvm.agentJar().toString(),
      ForkedJvm.testClasses().toString()
    };
    String complaint = failure(concat(UNPRIVILEGED, command));
    assumeTrue(complaint == null, "no other user: " + complaint);
    return jvm.prefix(UNPRIVILEGED).openToAll();
  }

  /** Behind commands that become java; skips the test where they fail. */
  public static ForkedJvm behind(ForkedJvm jvm, String... commands) {
    String complaint = failure(concat(commands, "test", "-r", ForkedJvm.agentJar().toString()));
    assumeTrue(complaint == null, "no such place: " + complaint);
    return jvm.prefix(commands);
  }

  /** What makes a command run as that user; skips the test where that is not possible. */
  public static List<String> unprivileged() {
    String complaint = failure(concat(UNPRIVILEGED, "test", "-r", ForkedJvm.agentJar().toString()));
    assumeTrue(complaint == null, "no other user: " + complaint);
    return List.of(UNPRIVILEGED);
  }

  /** With a file system of its own, changed by shell commands. */
  public static ForkedJvm withMounts(ForkedJvm jvm, String commands) {
    String[] prefix = {"unshare", "-m", "bash", "-c", "set -e; " + commands + "; exec \"$@\"", "x"};
    String complaint = failure(concat(prefix, "true"));
    assumeTrue(complaint == null, "no mounts: " + complaint);
    return jvm.prefix(prefix);
  }

  /**
   * With process ids and a /tmp of its own, without the agent's jar; the process that is started is
   * the JVM's parent. The tests' classes may lie below the /tmp that is hidden.
   */
  public static ForkedJvm inContainer(ForkedJvm jvm) {
    String classes = ForkedJvm.testClasses().toAbsolutePath().toString();
    String jars = String.valueOf(ForkedJvm.agentJar().getParent());
    String tmp =
        String.join(
            " && ",
            "mount --bind " + classes + " /mnt",
            "mount -t tmpfs none /tmp",
            "mkdir -p " + classes + " " + jars,
            "mount --move /mnt " + classes,
            "mount -t tmpfs none " + jars,
            "exec \"$@\"");
    String[] prefix = {
      "unshare", "-m", "-p", "-f", "--kill-child", "--mount-proc", "bash", "-c", tmp, "x"
    };
    String complaint = failure(concat(prefix, "true"));
    assumeTrue(complaint == null, "no container: " + complaint);
    return jvm.prefix(prefix);
  }

  /**
   * With a network of its own, set up by shell commands, as root or as root of a user namespace.
   *
   * @return null, or why there is none
   */
  public static @Nullable String inNetwork(ForkedJvm jvm, String commands) {
    String complaint = null;
    for (String option : new String[] {"-n", "-rn"}) {
      String[] prefix = {
        "unshare", option, "bash", "-c", "set -e; " + commands + "; exec \"$@\"", "x"
      };
      complaint = failure(concat(prefix, "true"));
      if (complaint == null) {
        jvm.prefix(prefix);
        return null;
      }
    }
    return complaint;
  }

  /** Under a system call filter that refuses netlink sockets; {@code folder} gets a launcher. */
  public static ForkedJvm withoutNetlink(ForkedJvm jvm, Path folder) throws IOException {
    Path source = copied("refuse_netlink.c", folder);
    Path launcher = folder.resolve("refuse_netlink");
    String compiling = failure("cc", "-Wall", "-o", launcher.toString(), source.toString());
    assumeTrue(compiling == null, "no launcher: " + compiling);
    String filtering = failure(launcher.toString(), "true");
    assumeTrue(filtering == null, "no system call filter: " + filtering);
    return jvm.prefix(launcher.toString());
  }

  /** A native library that needs classes of the JDK while it is loaded. */
  public static Path slowLibrary(Jdk jdk, Path folder) throws IOException {
    Path source = copied("slow_library.c", folder);
    Path library = folder.resolve("libslow.so");
    String headers = "-I" + jdk.home().resolve("include");
    String compiling =
        failure(
            "cc",
            "-Wall",
            "-shared",
            "-fPIC",
            headers,
            headers + "/linux",
            "-o",
            library.toString(),
            source.toString());
    assumeTrue(compiling == null, "no library: " + compiling);
    return library;
  }

  private static Path copied(String name, Path folder) throws IOException {
    Path copy = folder.resolve(name);
    try (InputStream resource = Places.class.getResourceAsStream("/" + name)) {
      Files.copy(Objects.requireNonNull(resource), copy);
    }
    return copy;
  }

  private static String[] concat(String[] first, String... rest) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(rest));
    return all.toArray(new String[0]);
  }

  /** What a command says when it fails, else null. */
  private static @Nullable String failure(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? null : String.join(" ", command) + ": " + said.strip();
    } catch (IOException e) {
      return e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
