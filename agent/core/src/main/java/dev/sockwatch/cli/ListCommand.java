package dev.sockwatch.cli;

import dev.sockwatch.control.AgentMark;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;

/** {@code list}: which JVMs there are, and what can be done with them. */
@Command(
    name = "list",
    description = {
      "Show the JVMs of this machine: which can be attached to, or why not, and which have Sockwatch"
          + " inside.",
      "Each that can be attached to is asked for its version over the JDK's attach channel."
    })
final class ListCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int AT_ONCE = 8;

  private final Session session;

  ListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Machine machine = session.machines().apply(PATIENCE);
    AgentClient conversation = session.conversation(PATIENCE);
    ExecutorService asking =
        Executors.newFixedThreadPool(
            AT_ONCE,
            task -> {
              Thread thread = new Thread(task, "sockwatch-list");
              thread.setDaemon(true);
              return thread;
            });
    List<CompletableFuture<ListTable.Row>> rows = new ArrayList<>();
    for (JvmProcess jvm : machine.jvms()) {
      rows.add(CompletableFuture.supplyAsync(() -> row(machine, conversation, jvm), asking));
    }
    List<ListTable.Row> all =
        rows.stream()
            .map(CompletableFuture::join)
            .filter(row -> machine.isAlive(row.jvm()))
            .toList();
    asking.shutdown();
    session.out().print(all.isEmpty() ? "no JVM but this one\n" : ListTable.of(all));
    session.out().flush();
    return 0;
  }

  private static ListTable.Row row(Machine machine, AgentClient conversation, JvmProcess jvm) {
    if (jvm.obstacle() != null) {
      return new ListTable.Row(jvm, jvm.jdk(), null, jvm.obstacle());
    }
    String jdk = jvm.jdk();
    try (TargetJvm target = machine.attach(jvm)) {
      Properties properties = target.systemProperties();
      jdk = properties.getProperty("java.version", jdk);
      AgentMark mark = AgentMark.from(target.agentProperties());
      return new ListTable.Row(jvm, jdk, mark, conversation.obstacle(jvm.pid(), properties, mark));
    } catch (ObstacleException e) {
      return new ListTable.Row(jvm, jdk, null, e.obstacle());
    } catch (IOException e) {
      return new ListTable.Row(jvm, jdk, null, conversation.failed(jvm, e));
    }
  }
}
