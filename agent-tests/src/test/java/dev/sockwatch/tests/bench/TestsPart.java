package dev.sockwatch.tests.bench;

import dev.sockwatch.tests.bench.Bench.Measurement;
import dev.sockwatch.tests.bench.Figure.Unit;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the extension adds to a clean test, early and late in a suite of 10,000. */
final class TestsPart {
  private static final double BUDGET_MICROS = 1000;
  private static final String JUNIT = "5.14.4";

  private TestsPart() {}

  static List<Row> tests(Bench bench) throws IOException {
    List<Measurement<Values>> turns = List.of(() -> run(bench, false), () -> run(bench, true));
    List<List<Values>> times = bench.inTurns(HeldSockets.fewRounds(bench), turns);
    return List.of(
        added("clean test with one socket, second thousand", times, "second"),
        added("clean test with one socket, last of 10,000", times, "last"));
  }

  private static Figure added(String what, List<List<Values>> times, String part)
      throws IOException {
    double[] without = Values.column(times.get(0), part);
    double[] with = Values.column(times.get(1), part);
    return new Figure(
        what,
        Unit.MICROS,
        Unit.MICROS.text(Estimate.median(without)),
        Estimate.ofPaired(with, without, (a, b) -> a - b),
        BUDGET_MICROS);
  }

  private static Values run(Bench bench, boolean watched) throws IOException {
    Path module = ChildJvm.classPath().resolve("../..").normalize();
    String classPath =
        Stream.of(
                ChildJvm.classPath(),
                module.resolve("../agent/junit/target/classes"),
                module.resolve("../agent/api/target/classes"),
                module.resolve("target/junit-" + JUNIT + "/*"))
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    List<String> words = new ArrayList<>(List.of(bench.jdk().java().toString()));
    words.addAll(bench.sockwatch().options());
    words.addAll(List.of("-cp", classPath, "com.example.bench.ManyTests"));
    words.add(Boolean.toString(watched));
    return ChildJvm.run(bench.folder(), words);
  }
}
