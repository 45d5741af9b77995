package dev.sockwatch.cli;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Callable;

/** A JVM reached over the JDK's attach channel. */
final class AttachedJvm implements TargetJvm {
  private final VirtualMachine machine;
  private final JvmProcess jvm;
  private final Duration patience;
  private final Obstacles obstacles;

  private AttachedJvm(
      VirtualMachine machine, JvmProcess jvm, Duration patience, Obstacles obstacles) {
    this.machine = machine;
    this.jvm = jvm;
    this.patience = patience;
    this.obstacles = obstacles;
  }

  static TargetJvm to(JvmProcess jvm, Duration patience, Obstacles obstacles)
      throws IOException, ObstacleException {
    Obstacle late = obstacles.noAnswer(jvm.pid(), patience);
    VirtualMachine machine =
        BoundedCall.call(
            patience,
            late,
            () -> {
              try {
                return VirtualMachine.attach(Long.toString(jvm.pid()));
              } catch (AttachNotSupportedException e) {
                throw new ObstacleException(
                    unsupported(jvm, String.valueOf(e.getMessage()), late, obstacles));
              }
            });
    return new AttachedJvm(machine, jvm, patience, obstacles);
  }

  private static Obstacle unsupported(
      JvmProcess jvm, String reason, Obstacle late, Obstacles obstacles) {
    if (reason.contains("does not support the attach mechanism")) {
      return obstacles.attachDisabled(jvm.pid());
    }
    return reason.contains("doesn't respond") ? late : obstacles.refused(jvm.pid(), reason);
  }

  @Override
  public Properties agentProperties() throws IOException, ObstacleException {
    return within(machine::getAgentProperties);
  }

  @Override
  public Properties systemProperties() throws IOException, ObstacleException {
    return within(machine::getSystemProperties);
  }

  @Override
  public void load(String jar, String arguments) throws IOException, ObstacleException {
    Object unused =
        within(
            () -> {
              try {
                machine.loadAgent(jar, arguments);
                return jar;
              } catch (AgentLoadException | AgentInitializationException e) {
                throw new ObstacleException(refusal(e));
              }
            });
  }

  private Obstacle refusal(Exception e) {
    String reason = String.valueOf(e.getMessage());
    return reason.contains("Dynamic agent loading is not enabled")
            || reason.contains("EnableDynamicAgentLoading")
        ? obstacles.loadingDisabled(jvm.pid())
        : obstacles.refused(jvm.pid(), e.getClass().getSimpleName() + ": " + reason);
  }

  private <T> T within(Callable<T> call) throws IOException, ObstacleException {
    return BoundedCall.call(patience, obstacles.noAnswer(jvm.pid(), patience), call);
  }

  @Override
  public void close() {
    try {
      machine.detach();
    } catch (IOException e) {
      // It has ended, or closed the channel itself.
    }
  }
}
