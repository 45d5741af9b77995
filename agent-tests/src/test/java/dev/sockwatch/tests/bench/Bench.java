package dev.sockwatch.tests.bench;

import dev.sockwatch.tests.support.Jdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What every part of the benchmark needs.
 *
 * @param jdk the JDK that is measured
 * @param sockwatch the agent without settings
 * @param empty the agent that returns at once
 * @param rounds how often processes that run in turns are started
 * @param folder for files of the measured processes
 * @param quiet waits before each process that is timed
 */
record Bench(Jdk jdk, Variant sockwatch, Variant empty, int rounds, Path folder, Quiet quiet) {
  /** One part of the benchmark. */
  interface Part {
    /** Measures; takes minutes. */
    List<Row> measure(Bench bench) throws IOException;
  }

  /** Starts one process and takes one value, or several, from it. */
  interface Measurement<T> {
    T run() throws IOException;
  }

  /**
   * Runs all in turns. Each round begins with the next one, so that none always follows the same.
   *
   * @return for each measurement its results, one per round
   */
  <T> List<List<T>> inTurns(int times, List<Measurement<T>> measurements) throws IOException {
    List<List<T>> results = new ArrayList<>();
    for (int i = 0; i < measurements.size(); i++) {
      results.add(new ArrayList<>());
    }
    for (int round = 0; round < times; round++) {
      for (int i = 0; i < measurements.size(); i++) {
        int turn = (round + i) % measurements.size();
        quiet.await();
        results.get(turn).add(measurements.get(turn).run());
      }
    }
    return results;
  }

  /** A command of one of the measured programs on this JDK. */
  List<String> command(Variant variant, List<String> options, String... program) {
    return ChildJvm.command(jdk, variant, options, program);
  }
}
