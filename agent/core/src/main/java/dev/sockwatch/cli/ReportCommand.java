package dev.sockwatch.cli;

import dev.sockwatch.control.Answer;
import dev.sockwatch.control.Request;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code report}: what a running agent knows. */
@Command(
    name = "report",
    description = "Print what Sockwatch knows of a JVM.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:nothing of severity warning or above is open (see --fail-on)",
      "1:something is",
      "2:could not ask"
    })
final class ReportCommand implements Callable<Integer> {
  @Mixin private TargetOptions target = new TargetOptions();

  @Mixin private ReportOptions verdict = new ReportOptions();

  @Option(
      names = "--gc",
      description = "Ask for a garbage collection first: abandoned sockets show after one.")
  private boolean gc;

  private final Session session;

  ReportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws ObstacleException {
    Duration patience =
        target.patience(gc ? TargetOptions.PATIENCE_WITH_GC : TargetOptions.PATIENCE);
    Answer answer =
        session
            .conversation(patience)
            .ask(target.pid(), Request.Command.REPORT, verdict.request(gc), patience);
    return verdict.print(answer, session.out());
  }
}
