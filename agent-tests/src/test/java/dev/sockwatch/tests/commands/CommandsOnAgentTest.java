package dev.sockwatch.tests.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.sockwatch.tests.support.AnyJdk;
import dev.sockwatch.tests.support.Await;
import dev.sockwatch.tests.support.Command;
import dev.sockwatch.tests.support.EachJdk;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.Places;
import dev.sockwatch.tests.support.RunningJvm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.io.TempDir;

/** The commands, one after the other, on a program that leaks and knows nothing of them. */
class CommandsOnAgentTest {
  private static final String LEAKING = "com.example.orders.OrderClient";
  private static final String OFF = "watching is off: this is what";
  private static final String PATIENT = "--timeout=60s"; // a machine may have other things to do
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @AnyJdk
  void leakOfARunningProgram_isFoundAndWatchingEnds(Jdk jdk) {
    try (RunningJvm jvm = leaking(jdk)) {
      String pid = "" + jvm.pid();
      Command attach = Command.run(jdk, "attach", PATIENT, pid, "time.scale=0.02");
      assertThat(attach.exitCode()).as(attach.err()).isZero();
      assertThat(attach.out()).startsWith("sockwatch: watching");

      Await.until("a finding", PATIENCE, () -> Command.run(jdk, "report", pid).exitCode() == 1);
      Command report = Command.run(jdk, "report", pid, "--by=destination");
      assertThat(report.out())
          .startsWith("1 finding in ")
          .contains("ERROR close-wait  12 connections", ", TCP by destination", " 12 CLOSE_WAIT");
      Command json = Command.run(jdk, "report", pid, "--json", "--gc");
      assertThat(JsonParser.parseString(json.out()).getAsJsonObject().keySet())
          .contains("sockwatch", "findings");
      assertThat(row(jdk, jvm)).endsWith(" Sockwatch inside");

      assertThat(Command.run(jdk, "off", pid).out()).startsWith("sockwatch: watching is off");
      assertThat(Command.run(jdk, "report", pid).out()).contains(OFF);
      assertThat(Command.run(jdk, "on", pid).exitCode()).isZero();
      assertThat(Command.run(jdk, "off", "--unweave", pid).exitCode()).isZero();

      Command forAWhile = Command.run(jdk, "attach", PATIENT, "--for=500ms", pid);
      assertThat(forAWhile.exitCode()).isEqualTo(1);
      assertThat(forAWhile.out()).contains("\n1 finding in ");
      Await.until("the end", PATIENCE, () -> Command.run(jdk, "report", pid).out().contains(OFF));
    }
  }

  @AnyJdk
  void liveView_endsWithItsProgram(Jdk jdk) {
    try (RunningJvm jvm = leaking(jdk)) {
      String pid = "" + jvm.pid();
      assertThat(Command.run(jdk, "attach", PATIENT, pid, "time.scale=0.02").exitCode()).isZero();
      Await.until("a finding", PATIENCE, () -> Command.run(jdk, "report", pid).exitCode() == 1);
      AtomicBoolean told = new AtomicBoolean();
      Command watch =
          Command.run(
              jdk,
              line -> {
                if (line.contains("ERROR close-wait") && !told.getAndSet(true)) {
                  jvm.terminate();
                }
              },
              "watch",
              pid,
              "--interval=100ms");
      assertThat(watch.exitCode()).as(watch.err()).isZero();
      assertThat(watch.out())
          .contains("  13 open  ", "\n  ERROR close-wait  12 connections in CLOSE_WAIT")
          .endsWith("process " + pid + " has ended\n");
      assertThat(watch.out().split("ERROR close-wait", -1)).as("told once").hasSize(2);
    }
  }

  @AnyJdk
  void agentOfAnotherVersion_isNamed(Jdk jdk, @TempDir Path folder) throws IOException {
    Path other = folder.resolve("other-agent.jar");
    Files.copy(ForkedJvm.agentJar(), other);
    try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + other.toUri()), Map.of())) {
      Files.writeString(jar.getPath("inst/sockwatch-version.properties"), "version=99.0\n");
    }
    ForkedJvm forked = ForkedJvm.on(jdk).withoutAgent().jvmArgs("-javaagent:" + other);
    try (RunningJvm jvm = forked.start("com.example.probes.Waits")) {
      String unused = jvm.awaitOut("ready");
      Await.until("its row", PATIENCE, () -> row(jdk, jvm).endsWith(" no: Sockwatch 99.0 inside"));

      Command report =
          Await.value(
              "the mark",
              PATIENCE,
              () -> {
                Command asked = Command.run(jdk, "report", "" + jvm.pid());
                return asked.err().contains("has no Sockwatch inside") ? null : asked;
              });
      assertThat(report.exitCode()).isEqualTo(2);
      assertThat(report.err())
          .startsWith("sockwatch: process " + jvm.pid() + " has Sockwatch 99.0 inside, this is ")
          .endsWith(" -jar " + other + " report " + jvm.pid() + "\n");
    }
  }

  /** Who owns a directory may put anything in the place of what others make there. */
  @EachJdk
  void programOfAnotherUser_isAskedByRootOutsideOfItsOwnDirectories(Jdk jdk, @TempDir Path folder)
      throws IOException {
    ForkedJvm forked = Places.unprivileged(ForkedJvm.on(jdk)).withoutAgent();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path its = Files.createDirectory(folder.resolve("tmp"));
    Files.setAttribute(its, "unix:uid", 65534);
    Files.setAttribute(its, "unix:mode", 01777);
    forked.jvmArgs("-Djava.io.tmpdir=" + its);
    try (WatchService watch = its.getFileSystem().newWatchService();
        RunningJvm jvm = forked.toleratingStderr(line -> true).start("com.example.probes.Waits")) {
      WatchKey key = its.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      String unused = jvm.awaitOut("ready");
      attachReportAndStop(jdk, jvm.pid());

      assertThat(key.pollEvents())
          .extracting(event -> String.valueOf(event.context()))
          .noneMatch(name -> name.matches("sockwatch-\\d+"));
    }
  }

  @AnyJdk
  void programInAContainer_isAskedFromOutside(Jdk jdk) {
    ForkedJvm forked = Places.inContainer(ForkedJvm.on(jdk)).withoutAgent();
    try (RunningJvm jvm = forked.toleratingStderr(line -> true).start("com.example.probes.Waits")) {
      String unused = jvm.awaitOut("ready");
      long pid =
          ProcessHandle.of(jvm.pid()).orElseThrow().children().findFirst().orElseThrow().pid();
      assertThat(Command.run(jdk, "list").row(pid)).endsWith("can be attached, in a container");
      attachReportAndStop(jdk, pid);
    }
  }

  private static void attachReportAndStop(Jdk jdk, long pid) {
    for (String command : new String[] {"attach", "report", "off"}) {
      Command asked = Command.run(jdk, command, PATIENT, "" + pid);
      assertThat(asked.err()).isEmpty();
      assertThat(asked.exitCode()).isZero();
    }
    assertThat(Command.run(jdk, "list").row(pid)).contains(" Sockwatch inside");
  }

  private static RunningJvm leaking(Jdk jdk) {
    RunningJvm jvm =
        ForkedJvm.on(jdk)
            .withoutAgent()
            .sampleApps()
            .jvmArgs("-Dsample.windows=200")
            .toleratingStderr(line -> true)
            .deadline(Duration.ofMinutes(2))
            .start(LEAKING);
    String unused = jvm.awaitOut("12 orders failed");
    return jvm;
  }

  private static String row(Jdk jdk, RunningJvm jvm) {
    return Command.run(jdk, "list").row(jvm.pid());
  }
}
