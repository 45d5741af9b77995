package dev.sockwatch.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JVMs of this machine. */
interface Machine {
  /** All but our own, smallest process id first. */
  List<JvmProcess> jvms();

  /**
   * The JVM with this process id.
   *
   * @throws ObstacleException when there is none with this number, or it cannot be attached to
   */
  JvmProcess jvm(long pid) throws ObstacleException;

  /** Whether a JVM has not ended. */
  boolean isAlive(JvmProcess jvm);

  /** The Sockwatch in a JVM as it looks from outside, or null; nothing is asked of the JVM. */
  @Nullable LoadedAgent agentIn(JvmProcess jvm);

  /** Makes a JVM listen to requests. */
  TargetJvm attach(JvmProcess jvm) throws IOException, ObstacleException;

  /** A path of the JVM as we see it. */
  Path inside(JvmProcess jvm, String path);
}
