package dev.sockwatch.cli;

import dev.sockwatch.control.AgentMark;
import dev.sockwatch.control.Answer;
import dev.sockwatch.control.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** How a command asks the agent in another JVM. */
final class AgentClient {
  private static final int OLDEST_JDK = 17;
  private static final long PAUSE_NANOS = Duration.ofMillis(200).toNanos();

  private final Machine machine;
  private final Caller caller;
  private final String version;
  private final Obstacles obstacles;

  AgentClient(Machine machine, Caller caller, String version) {
    this.machine = machine;
    this.caller = caller;
    this.version = version;
    this.obstacles = new Obstacles(caller);
  }

  /** Asks and waits for the one answer. */
  Answer ask(long pid, Request.Command command, Map<String, String> options, Duration patience)
      throws ObstacleException {
    try (PendingRequest question = begin(pid, command, options)) {
      return question.await(0, patience);
    }
  }

  /** Asks; the caller waits and closes. */
  PendingRequest begin(long pid, Request.Command command, Map<String, String> options)
      throws ObstacleException {
    JvmProcess jvm = machine.jvm(pid);
    try (TargetJvm target = machine.attach(jvm)) {
      Properties properties = target.systemProperties();
      AgentMark mark = AgentMark.from(target.agentProperties());
      Obstacle obstacle = obstacle(jvm, properties, mark);
      if (obstacle == null && mark == null && command != Request.Command.ATTACH) {
        obstacle = obstacles.notInside(pid);
      }
      if (obstacle != null) {
        throw new ObstacleException(obstacle);
      }
      return begin(jvm, target, properties, mark, command, options);
    } catch (IOException e) {
      throw new ObstacleException(failed(jvm, e));
    }
  }

  /** What a broken channel means. */
  private Obstacle failed(JvmProcess jvm, IOException e) {
    return machine.isAlive(jvm)
        ? obstacles.refused(jvm.pid(), String.valueOf(e.getMessage()))
        : obstacles.ended(jvm.pid());
  }

  /**
   * Lets time pass.
   *
   * @throws ObstacleException when the JVM ends before
   */
  void sleep(long pid, Duration duration) throws ObstacleException {
    JvmProcess jvm = machine.jvm(pid);
    long end = System.nanoTime() + duration.toNanos();
    for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
      if (!machine.isAlive(jvm)) {
        throw new ObstacleException(obstacles.ended(pid));
      }
      LockSupport.parkNanos(Math.min(left, PAUSE_NANOS));
    }
  }

  private PendingRequest begin(
      JvmProcess jvm,
      TargetJvm target,
      Properties properties,
      @Nullable AgentMark mark,
      Request.Command command,
      Map<String, String> options)
      throws IOException, ObstacleException {
    TargetFolder folder = folder(jvm, properties);
    AnswerFile file;
    try {
      file = folder.newFile("answer", jvm.uid(), otherUser(jvm));
    } catch (IOException | RuntimeException e) {
      folder.delete();
      throw e;
    }
    PendingRequest question = new PendingRequest(machine, jvm, folder, file, obstacles);
    try {
      Path inner = Path.of(folder.inner()).resolve("answer");
      target.load(jar(jvm, properties, mark), new Request(command, inner, options).arguments());
      return question;
    } catch (IOException | ObstacleException | RuntimeException e) {
      question.close();
      throw e;
    }
  }

  /** Why this JVM cannot be watched by this version; null when it can. */
  private @Nullable Obstacle obstacle(
      JvmProcess jvm, Properties properties, @Nullable AgentMark mark) {
    String specification = properties.getProperty("java.specification.version", "1.0");
    if (isTooOld(specification)) {
      return obstacles.tooOld(jvm.pid(), properties.getProperty("java.version", specification));
    }
    return mark == null || mark.version().equals(version)
        ? null
        : obstacles.otherVersion(jvm, mark, version);
  }

  /** By a version such as {@code 1.8.0_504}, {@code 11.0.24} or {@code 26-ea}. */
  static boolean isTooOld(String javaVersion) {
    String feature = javaVersion.split("\\D", 2)[0];
    try {
      return Integer.parseInt(feature) < OLDEST_JDK;
    } catch (NumberFormatException e) {
      return false; // nobody's version; the target will say what it thinks of the agent
    }
  }

  private TargetFolder folder(JvmProcess jvm, Properties properties) throws ObstacleException {
    Set<String> parents = new LinkedHashSet<>();
    parents.add(properties.getProperty("java.io.tmpdir", "/tmp"));
    parents.addAll(List.of("/tmp", "/var/tmp", "/dev/shm"));
    for (String parent : parents) {
      // A request is a list of words between commas.
      if (parent.startsWith("/") && parent.indexOf(',') < 0) {
        try {
          return TargetFolder.below(machine, jvm, parent, caller.uid());
        } catch (IOException | RuntimeException e) {
          // The next one.
        }
      }
    }
    throw new ObstacleException(obstacles.noWritableFolder(jvm.pid(), List.copyOf(parents)));
  }

  /** The agent's jar as the target sees it: the one it has, ours, or a copy. */
  private String jar(JvmProcess jvm, Properties properties, @Nullable AgentMark mark)
      throws IOException, ObstacleException {
    if (mark != null && Files.isRegularFile(machine.inside(jvm, mark.jar()))) {
      return mark.jar();
    }
    Path seen = machine.inside(jvm, caller.jar().toString());
    boolean same = !jvm.elsewhere() || (Files.exists(seen) && Files.isSameFile(seen, caller.jar()));
    return same && (!otherUser(jvm) || isForAll(caller.jar()))
        ? caller.jar().toString()
        : folder(jvm, properties).copy(caller.jar());
  }

  private static boolean isForAll(Path file) throws IOException {
    for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
      if (!Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        return false;
      }
    }
    return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
  }

  private boolean otherUser(JvmProcess jvm) {
    return jvm.uid() != caller.uid();
  }
}
