package dev.sockwatch.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The jar, run as a command. */
@Command(
    name = "sockwatch",
    description = {
      "Finds the sockets that a running JVM leaks, and names the line of code that opened them.",
      "As an agent from the start: java -javaagent:sockwatch-agent.jar -jar your-application.jar"
    })
final class SockwatchCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "which command?");
    }
  }
}
