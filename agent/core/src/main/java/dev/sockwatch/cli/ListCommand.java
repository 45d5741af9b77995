package dev.sockwatch.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code list}: which JVMs there are, and what can be done with them. */
@Command(
    name = "list",
    description = {
      "Show the JVMs of this machine: which can be attached to, or why not, and which have Sockwatch"
          + " inside.",
      "It only looks at /proc: no JVM is asked anything."
    })
final class ListCommand implements Callable<Integer> {
  private final Session session;

  ListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Machine machine = session.machines().apply(TargetOptions.PATIENCE);
    Obstacles obstacles = new Obstacles(session.caller());
    List<ListTable.Row> rows =
        machine.jvms().stream()
            .map(jvm -> row(machine, obstacles, jvm))
            .filter(row -> machine.isAlive(row.jvm()))
            .toList();
    session.out().print(rows.isEmpty() ? "no JVM but this one\n" : ListTable.of(rows));
    session.out().flush();
    return 0;
  }

  private ListTable.Row row(Machine machine, Obstacles obstacles, JvmProcess jvm) {
    if (jvm.obstacle() != null) {
      return new ListTable.Row(jvm, false, jvm.obstacle().brief());
    }
    String jdk = jvm.jdk();
    if (jdk != null && AgentClient.isTooOld(jdk)) {
      return new ListTable.Row(jvm, false, obstacles.tooOld(jvm.pid(), jdk).brief());
    }
    LoadedAgent agent = machine.agentIn(jvm);
    String version = agent == null ? null : agent.version();
    boolean isOther = version != null && !version.equals(session.version());
    return new ListTable.Row(
        jvm, agent != null, isOther ? Obstacles.otherVersion(String.valueOf(version)) : null);
  }
}
