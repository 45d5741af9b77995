package dev.sockwatch.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** This machine: {@code /proc} and the JDK's attach channel. */
final class LinuxMachine implements Machine {
  private final ProcFolder proc;
  private final Caller caller;
  private final Duration patience;
  private final Obstacles obstacles;
  private final JvmInspector surroundings;

  LinuxMachine(ProcFolder proc, Caller caller, Duration patience) {
    this.proc = proc;
    this.caller = caller;
    this.patience = patience;
    this.obstacles = new Obstacles(caller);
    this.surroundings = new JvmInspector(proc, caller);
  }

  @Override
  public List<JvmProcess> jvms() {
    return proc.pids().stream()
        .filter(pid -> pid != caller.pid())
        .map(surroundings::look)
        .filter(Objects::nonNull)
        .toList();
  }

  @Override
  public JvmProcess jvm(long pid) throws ObstacleException {
    if (!proc.exists(pid)) {
      throw new ObstacleException(obstacles.noSuchProcess(pid));
    }
    JvmProcess jvm = surroundings.look(pid);
    if (jvm == null) {
      throw new ObstacleException(obstacles.notAJvm(pid, proc.name(pid)));
    }
    if (jvm.obstacle() != null) {
      throw new ObstacleException(jvm.obstacle());
    }
    return jvm;
  }

  @Override
  public boolean isAlive(JvmProcess jvm) {
    return proc.startTime(jvm.pid()).equals(jvm.startTime()) && !proc.state(jvm.pid()).equals("Z");
  }

  @Override
  public @Nullable LoadedAgent agentIn(JvmProcess jvm) {
    return LoadedAgent.in(proc, jvm.pid());
  }

  @Override
  public TargetJvm attach(JvmProcess jvm) throws IOException, ObstacleException {
    if (ModuleLayer.boot().findModule("jdk.attach").isEmpty()) {
      throw new ObstacleException(obstacles.noAttachModule());
    }
    return AttachedJvm.to(jvm, patience, obstacles);
  }

  @Override
  public Path inside(JvmProcess jvm, String path) {
    return jvm.elsewhere() ? proc.inside(jvm.pid(), path) : Path.of(path);
  }
}
