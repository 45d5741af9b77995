package dev.sockwatch.cli;

import dev.sockwatch.control.Answer;
import dev.sockwatch.control.Request;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code on}: watches again. */
@Command(name = "on", description = "Watch a JVM again where watching was off.")
final class OnCommand implements Callable<Integer> {
  @Mixin private TargetOptions target = new TargetOptions();

  private final Session session;

  OnCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws ObstacleException {
    Answer answer =
        session
            .conversation(target.patience())
            .ask(target.pid(), Request.Command.ON, Map.of(), target.patience());
    session.out().println("sockwatch: " + answer.message());
    session.out().flush();
    return 0;
  }
}
