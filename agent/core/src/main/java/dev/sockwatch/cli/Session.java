package dev.sockwatch.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Function;

/**
 * What all commands share.
 *
 * @param caller who asks
 * @param machines the JVMs of this machine, asked with a time limit
 * @param version of Sockwatch
 * @param terminal where a person looks
 * @param out what was asked for
 */
record Session(
    Caller caller,
    Function<Duration, Machine> machines,
    String version,
    Terminal terminal,
    PrintWriter out) {
  AgentClient conversation(Duration patience) {
    return new AgentClient(machines.apply(patience), caller, version);
  }
}
