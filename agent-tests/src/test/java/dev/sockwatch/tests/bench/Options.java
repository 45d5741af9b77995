package dev.sockwatch.tests.bench;

import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.Jdks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the command line asks for.
 *
 * @param jdks the JDKs to measure
 * @param rounds how often
 * @param only the parts to run
 */
record Options(List<Jdk> jdks, int rounds, Set<String> only) {
  private static final int DEFAULT_ROUNDS = 9;

  static final String USAGE =
      """
      arguments: [--jdk=HOME ...] [--rounds=N] [--only=PART ...]
        --jdk     a JDK to measure; by default the newest of each version found, 17 and later
        --rounds  how often processes are run in turns, by default %d
        --only    startup, echo, connect, export, memory, sampling, kernel, attach or tests; by default all
      """
          .formatted(DEFAULT_ROUNDS);

  /** Reads the command line; IllegalArgumentException tells what is wrong with it. */
  static Options parse(String[] args, Set<String> parts) throws IOException {
    List<Jdk> jdks = new ArrayList<>();
    int rounds = DEFAULT_ROUNDS;
    Set<String> only = new TreeSet<>();
    for (String arg : args) {
      int equals = arg.indexOf('=') + 1;
      String value = arg.substring(equals);
      switch (arg.substring(0, equals)) {
        case "--jdk=" -> jdks.add(jdk(Path.of(value)));
        case "--rounds=" -> rounds = Math.max(1, Integer.parseInt(value));
        case "--only=" -> only.addAll(List.of(value.split(",", -1)));
        default -> throw new IllegalArgumentException("unknown: " + arg);
      }
    }
    if (!parts.containsAll(only)) {
      throw new IllegalArgumentException("the parts are " + parts + ", not " + only);
    }
    return new Options(
        jdks.isEmpty() ? Jdks.matrix() : jdks, rounds, only.isEmpty() ? parts : only);
  }

  private static Jdk jdk(Path home) throws IOException {
    for (String line : Files.readAllLines(home.resolve("release"))) {
      if (line.startsWith("JAVA_VERSION=")) {
        String version = line.substring("JAVA_VERSION=".length()).replace("\"", "");
        return new Jdk(home, Runtime.Version.parse(version));
      }
    }
    throw new IllegalArgumentException(
        home + " is no home of a JDK: its release file has no version");
  }
}
