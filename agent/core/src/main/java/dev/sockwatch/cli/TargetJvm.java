package dev.sockwatch.cli;

import java.io.IOException;
import java.util.Properties;

/** A JVM that listens to us. Each call is answered within a bounded time or fails. */
interface TargetJvm extends AutoCloseable {
  /** What agents have marked it with; its application does not see that. */
  Properties agentProperties() throws IOException, ObstacleException;

  /** The JVM's system properties. */
  Properties systemProperties() throws IOException, ObstacleException;

  /**
   * Loads the agent, or calls it again.
   *
   * @param jar as the target sees the path
   * @throws ObstacleException when the target refuses
   */
  void load(String jar, String arguments) throws IOException, ObstacleException;

  @Override
  void close();
}
