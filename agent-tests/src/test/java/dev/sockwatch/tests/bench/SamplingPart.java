package dev.sockwatch.tests.bench;

import dev.sockwatch.tests.bench.Figure.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a sampling round over open sockets costs. */
final class SamplingPart {
  /** For 10,000 sockets, by the best source. */
  static final double BUDGET = 10;

  private static final int SOCKETS = 10_000;
  private static final int ROUNDS_TO_WARM_UP = 50;
  private static final int WINDOWS = 8;
  private static final int ROUNDS_PER_WINDOW = 6; // in which two reports are written

  private SamplingPart() {}

  static List<Row> rounds(Bench bench) throws IOException {
    List<Row> figures = new ArrayList<>();
    figures.addAll(rounds(bench, SOCKETS, "", "", BUDGET));
    String report = ",report.file=" + bench.folder().resolve("report.json");
    figures.addAll(rounds(bench, SOCKETS, ", report every 3rd", report, Double.NaN));
    return figures;
  }

  /** CPU and allocation per round, with the agent's settings as given. */
  static List<Row> rounds(Bench bench, int sockets, String what, String settings, double budget)
      throws IOException {
    List<Window> windows = new ArrayList<>();
    for (int i = 0; i < HeldSockets.fewRounds(bench); i++) {
      bench.quiet().await();
      windows.addAll(windows(bench, sockets, HeldSockets.sampling(bench, settings)));
    }
    String name = String.format(Locale.ROOT, "round over %,d sockets%s", sockets, what);
    return List.of(
        new Figure(
            name + ": CPU",
            Unit.MILLIS,
            "",
            Estimate.of(windows.stream().mapToDouble(Window::cpuMillis).toArray()),
            budget),
        Figure.witness(
            name + ": allocated",
            Unit.KIBIBYTES,
            "",
            Estimate.of(windows.stream().mapToDouble(Window::kibibytes).toArray())));
  }

  /** What some rounds took, per round. */
  private record Window(double cpuMillis, double kibibytes) {}

  private static List<Window> windows(Bench bench, int sockets, Variant agent) throws IOException {
    try (ChildJvm child = HeldSockets.start(bench, agent, List.of())) {
      child.ask("open " + sockets / 2);
      Values last =
          HeldSockets.awaitRounds(child, child.ask(HeldSockets.SAMPLER), ROUNDS_TO_WARM_UP);
      List<Window> windows = new ArrayList<>();
      for (int i = 0; i < WINDOWS; i++) {
        Values next = HeldSockets.awaitRounds(child, last, ROUNDS_PER_WINDOW);
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
}
