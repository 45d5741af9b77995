package dev.sockwatch.cli;

import dev.sockwatch.control.AgentMark;
import dev.sockwatch.control.Answer;
import dev.sockwatch.control.Request;
import dev.sockwatch.report.HandMadeReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** One JVM with process id 4711, with an agent in it that answers at once, or not. */
final class FakeMachine implements Machine {
  final List<Request> requests = new ArrayList<>();
  final List<String> jars = new ArrayList<>();
  final List<String> modes = new ArrayList<>();
  final Properties properties = new Properties();
  final Properties agentProperties = new Properties();
  JvmProcess jvm = Jvms.plain(4711);
  boolean alive = true;
  boolean answers = true;
  boolean done = true;
  boolean watching = true;
  @Nullable IOException broken;

  FakeMachine(Path folder) {
    properties.setProperty("java.specification.version", "21");
    properties.setProperty("java.version", "21.0.5");
    properties.setProperty("java.io.tmpdir", folder.toString());
    new AgentMark("1.2.3", HandMadeReport.STARTED, true, "/opt/other-place.jar")
        .into(agentProperties);
  }

  /** Removes the mark. */
  FakeMachine withoutAgent() {
    agentProperties.clear();
    return this;
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
        if (answers) {
          new Answer(
                  "1.2.3",
                  jar,
                  HandMadeReport.STARTED,
                  watching,
                  1,
                  "as you say",
                  done,
                  HandMadeReport.full())
              .write(request.result());
        }
      }

      @Override
      public void close() {}
    };
  }
}
