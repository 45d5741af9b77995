package dev.sockwatch.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The JVMs of this machine. */
interface Machine {
  /** All but our own, smallest process id first. */
  List<JvmProcess> jvms();

  /**
   * One of them.
   *
   * @throws ObstacleException when there is none with this number, or it cannot be attached to
   */
  JvmProcess jvm(long pid) throws ObstacleException;

  /** Whether it has not ended. */
  boolean isAlive(JvmProcess jvm);

  /** Makes it listen. */
  TargetJvm attach(JvmProcess jvm) throws IOException, ObstacleException;

  /** A path of the JVM as we see it. */
  Path inside(JvmProcess jvm, String path);
}
