package dev.sockwatch.tests.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Processes that hold sockets, and the agent's thread in them. */
final class HeldSockets {
  /** Asks for the agent's thread. */
  static final String SAMPLER = "thread sockwatch-sampler";

  private static final String MANY_DESCRIPTORS =
      "ulimit -n 65536 2>/dev/null || ulimit -n $(ulimit -Hn); exec \"$@\"";

  private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-Xmx512m");

  /**
   * Rounds every 100 ms, which take as long as they need: the scale lifts the limit of 1 % of a
   * core, and the windows undo the scale for the detectors.
   */
  private static final String ROUNDS_WITHOUT_LIMIT =
      "time.scale=0.01,sample.interval=10s,close.wait.after=3000s,close.pending.after=3000s"
          + ",never.connected.after=3000s,growing.window=3000s";

  private HeldSockets() {}

  /** The agent that samples ten times a second; more settings begin with a comma. */
  static Variant sampling(Bench bench, String settings) {
    return bench.sockwatch().with(ROUNDS_WITHOUT_LIMIT + settings);
  }

  /** Starts a process that holds no socket yet, with as many descriptors as it may have. */
  static ChildJvm start(Bench bench, Variant variant, List<String> jvmOptions, String... arguments)
      throws IOException {
    List<String> options = new ArrayList<>(OPTIONS);
    options.addAll(jvmOptions);
    List<String> program = new ArrayList<>(List.of("HeldPairs"));
    program.addAll(List.of(arguments));
    return withManyDescriptors(
        bench, bench.command(variant, options, program.toArray(String[]::new)));
  }

  /** Starts a command with as many descriptors as it may have. */
  static ChildJvm withManyDescriptors(Bench bench, List<String> command) throws IOException {
    List<String> words = new ArrayList<>(List.of("bash", "-c", MANY_DESCRIPTORS, "bash"));
    words.addAll(command);
    return ChildJvm.start(bench.folder(), words);
  }

  /** Waits for that many rounds: the sampler waits once between two of them. */
  static Values awaitRounds(ChildJvm child, Values since, int rounds) throws IOException {
    Values now = since;
    while (now.of("waits") < since.of("waits") + rounds) {
      Quiet.pause(20);
      now = child.ask(SAMPLER);
    }
    return now;
  }

  /** These figures hardly vary, and each process takes long. */
  static int fewRounds(Bench bench) {
    return Math.max(3, bench.rounds() / 3);
  }
}
