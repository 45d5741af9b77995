package dev.sockwatch.tests.bench;

import dev.sockwatch.tests.bench.Figure.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What 10,000 open sockets cost: heap for each, CPU for each sampling round over all. */
final class HeldSocketsPart {
  private static final int PAIRS = 5000;
  private static final int SOCKETS = 2 * PAIRS;
  private static final double HEAP_BUDGET = 300;
  private static final double ROUND_BUDGET = 10;

  /** The agent's thread. */
  private static final String SAMPLER = "thread sockwatch-sampler";

  private static final int ROUNDS_TO_INTERN = 3;
  private static final int ROUNDS_TO_WARM_UP = 50;
  private static final int WINDOWS = 8;
  private static final int ROUNDS_PER_WINDOW = 6; // in which two reports are written

  private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-Xmx512m");

  /**
   * What the serial collector leaves is the live objects, but each thread then takes an allocation
   * buffer, and the JVM counts it whole: of 10,000 sockets that is up to 300 bytes each.
   */
  private static final String TO_THE_BYTE = "-XX:-UseTLAB";

  /**
   * Rounds every 100 ms, which take as long as they need: the scale lifts the limit of 1 % of a
   * core, and the windows undo the scale for the detectors.
   */
  private static final String ROUNDS_WITHOUT_LIMIT =
      "time.scale=0.01,sample.interval=10s,close.wait.after=3000s,close.pending.after=3000s"
          + ",never.connected.after=3000s,growing.window=3000s";

  private HeldSocketsPart() {}

  /** Used heap before and after opening the sockets. */
  private record Heap(double before, double after) {
    double perSocket() {
      return (after - before) / SOCKETS;
    }
  }

  static List<Row> memory(Bench bench) throws IOException {
    List<List<Heap>> heaps =
        bench.inTurns(fewRounds(bench), List.of(() -> heap(bench, false), () -> heap(bench, true)));
    double[] without = heaps.get(0).stream().mapToDouble(Heap::perSocket).toArray();
    double[] with = heaps.get(1).stream().mapToDouble(Heap::perSocket).toArray();
    double[] ownWithout = heaps.get(0).stream().mapToDouble(Heap::before).toArray();
    double[] ownWith = heaps.get(1).stream().mapToDouble(Heap::before).toArray();
    return List.of(
        new Figure(
            "heap per open socket, 10,000 open",
            Unit.BYTES,
            Unit.BYTES.text(Estimate.median(without)),
            Estimate.ofPaired(with, without, (a, b) -> a - b),
            HEAP_BUDGET),
        Figure.witness(
            "heap of the agent itself, no socket open",
            Unit.KIBIBYTES,
            Unit.KIBIBYTES.text(Estimate.median(ownWithout) / 1024),
            Estimate.ofPaired(ownWith, ownWithout, (a, b) -> a - b).dividedBy(1024)));
  }

  static List<Row> sampling(Bench bench) throws IOException {
    List<Row> figures = new ArrayList<>();
    figures.addAll(rounds(bench, "round over 10,000 sockets", "", ROUND_BUDGET));
    String report = ",report.file=" + bench.folder().resolve("report.json");
    figures.addAll(rounds(bench, "same, report file every 3rd", report, Double.NaN));
    return figures;
  }

  private static List<Row> rounds(Bench bench, String what, String settings, double budget)
      throws IOException {
    List<Window> windows = new ArrayList<>();
    for (int i = 0; i < fewRounds(bench); i++) {
      bench.quiet().await();
      windows.addAll(windows(bench, bench.sockwatch().with(ROUNDS_WITHOUT_LIMIT + settings)));
    }
    return List.of(
        new Figure(
            what + ": CPU",
            Unit.MILLIS,
            "",
            Estimate.of(windows.stream().mapToDouble(Window::cpuMillis).toArray()),
            budget),
        Figure.witness(
            what + ": allocated",
            Unit.KIBIBYTES,
            "",
            Estimate.of(windows.stream().mapToDouble(Window::kibibytes).toArray())));
  }

  /** What some rounds took, per round. */
  private record Window(double cpuMillis, double kibibytes) {}

  private static List<Window> windows(Bench bench, Variant agent) throws IOException {
    try (ChildJvm child = start(bench, agent)) {
      child.ask("open " + PAIRS);
      Values last = after(child, child.ask(SAMPLER), ROUNDS_TO_WARM_UP);
      List<Window> windows = new ArrayList<>();
      for (int i = 0; i < WINDOWS; i++) {
        Values next = after(child, last, ROUNDS_PER_WINDOW);
        double rounds = next.of("waits") - last.of("waits");
        windows.add(
            new Window(
                (next.of("cpuNanos") - last.of("cpuNanos")) / rounds / 1e6,
                (next.of("allocatedBytes") - last.of("allocatedBytes")) / rounds / 1024));
        last = next;
      }
      return windows;
    }
  }

  private static Heap heap(Bench bench, boolean withAgent) throws IOException {
    Variant variant = withAgent ? bench.sockwatch().with(ROUNDS_WITHOUT_LIMIT) : Variant.NONE;
    try (ChildJvm child = start(bench, variant, TO_THE_BYTE)) {
      child.ask("open 2"); // whatever the JDK loads for the first of each kind
      settle(child, withAgent);
      double before = used(child);
      child.ask("open " + PAIRS);
      settle(child, withAgent);
      return new Heap(before, used(child));
    }
  }

  private static void settle(ChildJvm child, boolean withAgent) throws IOException {
    if (withAgent) {
      after(child, child.ask(SAMPLER), ROUNDS_TO_INTERN);
    }
  }

  /** The least of a few: a round in progress holds its snapshot for a moment. */
  private static double used(ChildJvm child) throws IOException {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 5; i++) {
      Quiet.pause(200);
      least = Math.min(least, child.ask("heap").of("usedBytes"));
    }
    return least;
  }

  /** Waits for that many rounds: the sampler waits once between two of them. */
  private static Values after(ChildJvm child, Values since, int rounds) throws IOException {
    Values now = since;
    while (now.of("waits") < since.of("waits") + rounds) {
      Quiet.pause(20);
      now = child.ask(SAMPLER);
    }
    return now;
  }

  private static ChildJvm start(Bench bench, Variant variant, String... more) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "bash",
                "-c",
                "ulimit -n 65536 2>/dev/null || ulimit -n $(ulimit -Hn); exec \"$@\"",
                "bash"));
    List<String> options = new ArrayList<>(OPTIONS);
    options.addAll(List.of(more));
    words.addAll(bench.command(variant, options, "HeldPairs"));
    return ChildJvm.start(bench.folder(), words);
  }

  /** These figures hardly vary, and each process takes long. */
  private static int fewRounds(Bench bench) {
    return Math.max(3, bench.rounds() / 3);
  }
}
