package dev.sockwatch.cli;

import dev.sockwatch.control.Answer;
import dev.sockwatch.control.Request;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code attach}: starts watching a JVM. */
@Command(
    name = "attach",
    description = {
      "Start watching a running JVM. Where Sockwatch is inside already, watching goes on.",
      "JDK 21 and later warn in the JVM's own stderr that an agent was loaded; to silence that, the"
          + " JVM must be started with -XX:+EnableDynamicAgentLoading."
    })
final class AttachCommand implements Callable<Integer> {
  @Mixin private TargetOptions target = new TargetOptions();

  @Mixin private ReportOptions verdict = new ReportOptions();

  @Option(
      names = "--for",
      paramLabel = "<time>",
      description = "Watch for this long, e.g. 5m, then stop and print the report.")
  private @Nullable DurationOption span;

  @Parameters(
      index = "1..*",
      paramLabel = "key=value",
      description = "Settings, e.g. sample.interval=1s; agent/SETTINGS.md lists them.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Spec private @Nullable CommandSpec spec;

  private final Session session;

  AttachCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws ObstacleException {
    Map<String, String> options = new LinkedHashMap<>(settings);
    settings.forEach(this::refuseComma);
    if (span != null) {
      options.put("for", span.text());
    }
    AgentClient conversation = session.conversation(target.patience());
    Answer answer =
        conversation.ask(target.pid(), Request.Command.ATTACH, options, target.patience());
    session.out().println("sockwatch: " + answer.message());
    session.out().flush();
    return span == null ? 0 : report(conversation, span);
  }

  /** Agent arguments are separated by commas. */
  private void refuseComma(String key, String value) {
    if ((key + value).indexOf(',') >= 0 && spec != null) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          key
              + "="
              + value
              + " has a comma, which separates settings; give each its own word, or start the JVM"
              + " with -Dsockwatch."
              + key);
    }
  }

  private int report(AgentClient conversation, DurationOption span) throws ObstacleException {
    conversation.sleep(target.pid(), span.duration());
    Answer answer =
        conversation.ask(
            target.pid(), Request.Command.REPORT, verdict.request(false), target.patience());
    return verdict.print(answer, session.out());
  }
}
