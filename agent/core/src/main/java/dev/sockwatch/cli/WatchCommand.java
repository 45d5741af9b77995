package dev.sockwatch.cli;

import dev.sockwatch.api.ReportView;
import dev.sockwatch.control.Answer;
import dev.sockwatch.control.Request;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code watch}: a live view. */
@Command(
    name = "watch",
    description = {
      "Show the sockets and findings of a JVM while it runs, until Ctrl-C or its end.",
      "Sockwatch stays inside and goes on watching; off stops it."
    })
final class WatchCommand implements Callable<Integer> {
  private static final String HOME_AND_CLEAR = "\u001b[H\u001b[J";

  @Mixin private TargetOptions target = new TargetOptions();

  @Option(
      names = "--interval",
      paramLabel = "<time>",
      description = "Pause between two views (default: 1s).")
  private DurationOption interval = new DurationOption(Duration.ofSeconds(1));

  private final Session session;

  WatchCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws ObstacleException {
    AgentClient conversation = session.conversation(target.patience());
    PendingRequest question =
        conversation.begin(
            target.pid(), Request.Command.WATCH, Map.of("interval", interval.text()));
    // Ctrl-C: without its file the agent stops answering.
    Thread ending = new Thread(question::close, "sockwatch-ending");
    Runtime.getRuntime().addShutdownHook(ending);
    try {
      show(question);
      return 0;
    } finally {
      question.close();
      unhook(ending);
    }
  }

  private void show(PendingRequest question) throws ObstacleException {
    Duration patience = target.patience().plus(interval.duration());
    WatchLines appended = new WatchLines();
    ReportView before = null;
    int number = 0;
    boolean watching = true;
    while (true) {
      Answer answer;
      try {
        answer = question.await(number, patience);
      } catch (ObstacleException e) {
        if (number > 0 && question.hasEnded()) {
          session.out().println("process " + target.pid() + " has ended");
          session.out().flush();
          return;
        }
        throw e;
      }
      if (!session.terminal().screen() && answer.watching() != watching) {
        session.out().println(answer.watching() ? "watching again" : "watching is off");
      }
      watching = answer.watching();
      number = answer.number();
      before = print(answer, before, appended);
    }
  }

  private @Nullable ReportView print(
      Answer answer, @Nullable ReportView before, WatchLines appended) {
    ReportView report = answer.report();
    if (report == null) {
      return before;
    }
    Rates rates = Rates.between(before, report);
    PrintWriter out = session.out();
    if (session.terminal().screen()) {
      List<String> lines =
          WatchScreen.lines(answer, report, rates, session.terminal().size().get());
      out.print(HOME_AND_CLEAR + String.join("\n", lines) + "\n");
    } else if (isNews(before, report)) {
      appended.next(report, rates).forEach(out::println);
    }
    out.flush();
    return report;
  }

  /** Where watching is off, the last report is answered again and again. */
  private static boolean isNews(@Nullable ReportView before, ReportView report) {
    return before == null || before.agent().writtenAtMillis() != report.agent().writtenAtMillis();
  }

  private static void unhook(Thread ending) {
    try {
      Runtime.getRuntime().removeShutdownHook(ending);
    } catch (IllegalStateException e) {
      // It runs already.
    }
  }
}
