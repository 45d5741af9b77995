package dev.sockwatch.tests.harm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.tests.support.EachJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;

/** A program finds its JVM as it would without the agent. */
class HostStateTest {
  private static final String PROBE = "com.example.probes.HostState";

  /** Long enough for the agent's thread to have begun. */
  private static final String BEFORE_MILLIS = "600";

  private static final String WITH_SOCKETS_MILLIS = "1500";

  private static final Pattern INITIALISED = Pattern.compile("Initializing '([^']+)'");
  private static final String FIRST_SOCKET = PROBE.replace('.', '/') + "$FirstSocket";

  /** What a class of the JDK reads once when it is initialised, and what a process costs. */
  private static final String NOT_OURS =
      "(java/net|sun/net|sun/nio/ch)/.*|java/(lang/ProcessBuilder|security/SecureRandom)"
          + "|java/util/(logging/.*|concurrent/ForkJoinPool)";

  private static final String HOOKS =
      "sun/nio/ch/(AgentLoader|HookErrors|Foreign.*|Socket(Hooks|Observer))";

  @EachJdk
  void program_findsWhatItSet_andNothingElse(Jdk jdk, @TempDir Path folder) throws IOException {
    Path log = folder.resolve("with.txt");
    FinishedJvm watched = run(ForkedJvm.on(jdk), folder.resolve("with"), log);
    Path logAlone = folder.resolve("alone.txt");
    FinishedJvm alone = run(ForkedJvm.on(jdk).withoutAgent(), folder.resolve("alone"), logAlone);

    assertThat(alone.value("listener")).isEqualTo("0.0.0.0/0.0.0.0");
    assertThat(alone.value("host")).isEqualTo("in.my.hosts.file/127.0.0.99");
    assertThat(watched.out()).isEqualTo(alone.out());
    assertThat(watched.err()).anyMatch(l -> l.matches(".*kernel source: (foreign|jna)"));
    Set<String> initialised = beforeFirstSocket(log);
    initialised.removeAll(beforeFirstSocket(logAlone));
    assertThat(initialised).noneMatch(c -> c.matches(NOT_OURS) && !c.matches(HOOKS));
    assertThat(Files.readString(log)).doesNotContain("'java/lang/ProcessBuilder'");
  }

  private static FinishedJvm run(ForkedJvm forked, Path temporary, Path log) throws IOException {
    Files.createDirectory(temporary);
    return forked
        .jvmArgs("-Djava.io.tmpdir=" + temporary, "-Xlog:class+init=info:file=" + log)
        .run(PROBE, BEFORE_MILLIS, WITH_SOCKETS_MILLIS);
  }

  private static Set<String> beforeFirstSocket(Path log) throws IOException {
    List<String> classes = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      Matcher initialised = INITIALISED.matcher(line);
      if (initialised.find()) {
        classes.add(initialised.group(1));
      }
    }
    assertThat(classes).contains(FIRST_SOCKET);
    return new TreeSet<>(classes.subList(0, classes.indexOf(FIRST_SOCKET)));
  }
}
