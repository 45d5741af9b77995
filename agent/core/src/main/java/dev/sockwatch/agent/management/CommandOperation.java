package dev.sockwatch.agent.management;

import dev.sockwatch.agent.settings.Settings;
import dev.sockwatch.agent.view.SocketViews.Detail;
import dev.sockwatch.api.ReportView;
import dev.sockwatch.control.AgentJar;
import dev.sockwatch.control.Answer;
import dev.sockwatch.control.Request;
import dev.sockwatch.control.Version;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request from the command line, and its answer in the file that the asking process made. */
public final class CommandOperation implements OperationQueue.Question {
  private static final Logger LOGGER = LoggerFactory.getLogger("sockwatch");

  private final Request request;
  private boolean second;

  public CommandOperation(Request request) {
    this.request = request;
  }

  /** The agent was in this JVM before: settings come too late. */
  public void isSecond() {
    second = true;
  }

  @Override
  public void ask(AgentOperations operations) {
    try {
      switch (request.command()) {
        case ATTACH -> answer(operations, attach(operations), null);
        case REPORT -> {
          Detail detail =
              switch (request.option(Request.SOCKETS, "brief")) {
                case "all" -> Detail.ALL;
                case "full" -> Detail.FULL;
                default -> Detail.BRIEF;
              };
          ReportView report =
              operations.report(request.option("gc", "false").equals("true"), detail);
          answer(
              operations,
              operations.isWatching() ? "watching" : "watching is off; as of its end",
              report);
        }
        case WATCH ->
            operations.stream(request.result(), Settings.nanos(request.option("interval", "1s")));
        case OFF -> {
          boolean unweave = request.option("unweave", "false").equals("true");
          operations.off(unweave);
          answer(
              operations,
              unweave ? "watching is off, the original bytecode is back" : "watching is off",
              null);
        }
        case ON -> {
          operations.on();
          answer(operations, "watching", null);
        }
      }
    } catch (Throwable e) {
      write(
          answerOf(
              operations.isWatching(), operations.startedAtMillis(), 1, e.toString(), false, null));
    }
  }

  @Override
  public void refused() {
    refused("the agent has ended; the JVM's stderr or log says why");
  }

  /** Nobody can be asked. */
  public void refused(String why) {
    write(answerOf(false, 0, 1, why, false, null));
  }

  private String attach(AgentOperations operations) {
    boolean before = operations.isWatching();
    operations.on();
    String end = request.option(Request.FOR, "");
    if (!end.isEmpty()) {
      operations.offAfter(Settings.nanos(end));
    }
    String done = before ? "watching" : "watching again";
    return second && !request.settings().isEmpty()
        ? done
            + "; it was in this JVM already and keeps its settings, not used: "
            + request.settings()
        : done;
  }

  private void answer(AgentOperations operations, String message, @Nullable ReportView report) {
    write(
        answerOf(operations.isWatching(), operations.startedAtMillis(), 1, message, true, report));
  }

  static Answer answerOf(
      boolean watching,
      long startedAtMillis,
      int number,
      String message,
      boolean done,
      @Nullable ReportView report) {
    return new Answer(
        Version.SOCKWATCH, AgentJar.PATH, startedAtMillis, watching, number, message, done, report);
  }

  private void write(Answer answer) {
    try {
      answer.write(request.result());
    } catch (IOException e) {
      LOGGER.warn(
          "the answer to {} could not be written to {}: {}",
          request.command().word(),
          request.result(),
          e.toString());
    }
  }
}
