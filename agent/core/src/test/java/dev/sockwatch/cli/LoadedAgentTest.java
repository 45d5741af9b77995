package dev.sockwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent is known from outside, over a hand-made /proc. */
class LoadedAgentTest {
  private static final String VERSION = "inst/sockwatch-version.properties";

  private final Path proc;
  private int descriptors;

  LoadedAgentTest(@TempDir Path proc) {
    this.proc = proc;
  }

  @BeforeEach
  void aJvm() throws IOException {
    thread("java");
    open(jar("app.jar", "META-INF/MANIFEST.MF", ""));
  }

  @Test
  void jvmWithoutItsThread_hasNone() throws IOException {
    open(jar("sockwatch-agent.jar", VERSION, "version=1.2.3\n"));

    assertThat(agent()).isNull();
  }

  @Test
  void agent_isKnownByItsThreadAndItsJar() throws IOException {
    thread("sockwatch-sampl");
    open(jar("renamed.jar", VERSION, "version=1.2.3\n"));

    assertThat(agent()).isEqualTo(new LoadedAgent("1.2.3"));
  }

  @Test
  void version_isShownAndNotDone() throws IOException {
    thread("sockwatch-sampl");
    open(jar("sockwatch-agent.jar", VERSION, "version=1\\u001b[2J\n"));

    assertThat(agent()).isEqualTo(new LoadedAgent("1\\u001b[2J"));
  }

  @Test
  void jarThatIsNone_isNotBelieved() throws IOException {
    thread("sockwatch-sampl");
    open(Files.writeString(proc.resolve("sockwatch.jar"), "no jar"));
    open(jar("large.jar", VERSION, "version=" + "1".repeat(2000)));
    open(proc.resolve("missing.jar"));

    assertThat(agent()).isEqualTo(new LoadedAgent(null));
  }

  private @Nullable LoadedAgent agent() {
    return LoadedAgent.in(new ProcFolder(proc, proc.resolve("passwd")), 7);
  }

  private void thread(String name) throws IOException {
    Path task = Files.createDirectories(proc.resolve("7/task/" + name.length()));
    Files.writeString(task.resolve("comm"), name + "\n");
  }

  private void open(Path jar) throws IOException {
    Path folder = Files.createDirectories(proc.resolve("7/fd"));
    Files.createSymbolicLink(folder.resolve("" + descriptors++), jar);
  }

  private Path jar(String name, String entry, String content) throws IOException {
    Path jar = proc.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }
}
