package dev.sockwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.control.AgentMark;
import dev.sockwatch.control.Answer;
import dev.sockwatch.control.Request;
import dev.sockwatch.report.HandMadeReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One JVM with process id 4711, with an agent in it that answers at once, or not. */
final class FakeMachine implements Machine {
  final List<Request> requests = new ArrayList<>();
  final List<String> jars = new ArrayList<>();
  final List<String> modes = new ArrayList<>();
  final Properties properties = new Properties();
  final Properties agentProperties = new Properties();
  JvmProcess jvm;
  @Nullable LoadedAgent agent = new LoadedAgent("1.2.3");
  @Nullable Consumer<Path> beforeTheAnswer;
  private final long uid;
  boolean alive = true;
  boolean answers = true;
  boolean done = true;
  boolean watching = true;
  boolean isAttachable = true;
  @Nullable IOException broken;

  FakeMachine(Path folder) {
    uid = ownerOf(folder);
    jvm = Jvms.of(4711, uid);
    properties.setProperty("java.specification.version", "21");
    properties.setProperty("java.version", "21.0.5");
    properties.setProperty("java.io.tmpdir", folder.toString());
    new AgentMark("1.2.3", HandMadeReport.STARTED, true, "/opt/other-place.jar")
        .into(agentProperties);
  }

  /** Who runs these tests, under the name of bob. */
  Caller caller() {
    return Jvms.caller(uid);
  }

  private static long ownerOf(Path folder) {
    try {
      return ((Integer) Files.getAttribute(folder, "unix:uid")).longValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable LoadedAgent agentIn(JvmProcess any) {
    return agent;
  }

  /** Removes the mark. */
  FakeMachine withoutAgent() {
    agentProperties.clear();
    agent = null;
    return this;
  }

  /** As the agent inside answers. */
  void answerTo(Path file) throws IOException {
    new Answer(
            "1.2.3",
            "/opt/other-place.jar",
            HandMadeReport.STARTED,
            watching,
            1,
            "as you say",
            done,
            HandMadeReport.full())
        .write(file);
  }

  @Override
  public List<JvmProcess> jvms() {
    return List.of(jvm);
  }

  @Override
  public JvmProcess jvm(long pid) throws ObstacleException {
    if (jvm.obstacle() != null) {
      throw new ObstacleException(jvm.obstacle());
    }
    return jvm;
  }

  @Override
  public boolean isAlive(JvmProcess any) {
    return alive;
  }

  @Override
  public Path inside(JvmProcess any, String path) {
    return Path.of(path);
  }

  @Override
  public TargetJvm attach(JvmProcess any) {
    assertThat(isAttachable).as("not to be attached to").isTrue();
    return new TargetJvm() {
      @Override
      public Properties agentProperties() {
        return agentProperties;
      }

      @Override
      public Properties systemProperties() {
        return properties;
      }

      @Override
      public void load(String jar, String arguments) throws IOException {
        if (broken != null) {
          throw broken;
        }
        jars.add(jar);
        Request request = Request.parse(arguments);
        requests.add(request);
        modes.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(request.result())));
        if (beforeTheAnswer != null) {
          beforeTheAnswer.accept(request.result());
        }
        if (answers) {
          answerTo(request.result());
        }
      }

      @Override
      public void close() {}
    };
  }
}
