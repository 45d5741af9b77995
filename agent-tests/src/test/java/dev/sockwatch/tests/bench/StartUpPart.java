package dev.sockwatch.tests.bench;

import dev.sockwatch.tests.bench.Bench.Measurement;
import dev.sockwatch.tests.bench.Figure.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What the agent adds from the start of the process to its end, in wall and CPU time. */
final class StartUpPart implements Bench.Part {
  private static final double WALL_BUDGET = 60;
  private static final double CPU_BUDGET = 120;

  /**
   * By then the sampler has opened the kernel source and taken its first snapshot, and the end
   * waits for a last one: a program that ends at once is spared both.
   */
  private static final String LIVE_ON_MILLIS = "2000";

  /** These processes are short, and their times scatter most. */
  private static final int TIMES_PER_ROUND = 3;

  /** Of one process, in milliseconds. */
  private record Spent(double wall, double cpu) {}

  @Override
  public List<Row> measure(Bench bench) throws IOException {
    List<Row> figures = new ArrayList<>();
    compare(bench, TIMES_PER_ROUND, "no socket", figures, "none", "0");
    compare(bench, TIMES_PER_ROUND, "one pair", figures, "pair", "0");
    compare(bench, 1, "one pair, lives 2 s", figures, "pair", LIVE_ON_MILLIS);
    return figures;
  }

  private static void compare(
      Bench bench, int times, String name, List<Row> figures, String... program)
      throws IOException {
    List<Measurement<Spent>> turns =
        List.of(
            () -> spent(bench, Variant.NONE, program),
            () -> spent(bench, bench.empty(), program),
            () -> spent(bench, bench.sockwatch(), program));
    List<List<Spent>> spent = bench.inTurns(bench.rounds() * times, turns);
    String wall = "start-up, " + name + ": wall over ";
    figures.add(added(wall + "the empty agent", spent, 1, Spent::wall, WALL_BUDGET));
    figures.add(added(wall + "no agent", spent, 0, Spent::wall, Double.NaN));
    String cpu = "start-up, " + name + ": CPU over ";
    figures.add(added(cpu + "the empty agent", spent, 1, Spent::cpu, CPU_BUDGET));
    figures.add(added(cpu + "no agent", spent, 0, Spent::cpu, Double.NaN));
  }

  private static Figure added(
      String what, List<List<Spent>> spent, int than, ToDoubleFunction<Spent> time, double budget) {
    double[] alone = spent.get(0).stream().mapToDouble(time).toArray();
    double[] without = spent.get(than).stream().mapToDouble(time).toArray();
    double[] with = spent.get(2).stream().mapToDouble(time).toArray();
    return new Figure(
        what,
        Unit.MILLIS,
        Unit.MILLIS.text(Estimate.median(alone)),
        Estimate.ofPaired(with, without, (a, b) -> a - b),
        budget);
  }

  /** The shell is told both times by wait4(2): a process cannot see its own end. */
  private static Spent spent(Bench bench, Variant variant, String... program) throws IOException {
    Path times = bench.folder().resolve("times");
    List<String> words =
        new ArrayList<>(
            List.of(
                "bash",
                "-c",
                "TIMEFORMAT='%R %U %S'; exec 3>&2; { time \"$@\" 2>&3; } 2>\"$0\"",
                times.toString()));
    words.addAll(bench.command(variant, List.of(), "StartUp", program[0], program[1]));
    ChildJvm.run(bench.folder(), words);
    String[] seconds = Files.readString(times).trim().split(" ", -1);
    return new Spent(
        Double.parseDouble(seconds[0]) * 1000,
        (Double.parseDouble(seconds[1]) + Double.parseDouble(seconds[2])) * 1000);
  }
}
