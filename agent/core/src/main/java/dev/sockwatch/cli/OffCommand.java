package dev.sockwatch.cli;

import dev.sockwatch.control.Answer;
import dev.sockwatch.control.Request;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code off}: stops watching. */
@Command(name = "off", description = "Stop watching a JVM; its sockets are left alone.")
final class OffCommand implements Callable<Integer> {
  @Mixin private TargetOptions target = new TargetOptions();

  @Option(names = "--unweave", description = "Restore the JDK's original bytecode, too.")
  private boolean unweave;

  private final Session session;

  OffCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws ObstacleException {
    Answer answer =
        session
            .conversation(target.patience())
            .ask(
                target.pid(),
                Request.Command.OFF,
                unweave ? Map.of("unweave", "true") : Map.of(),
                target.patience());
    session.out().println("sockwatch: " + answer.message());
    session.out().flush();
    return 0;
  }
}
