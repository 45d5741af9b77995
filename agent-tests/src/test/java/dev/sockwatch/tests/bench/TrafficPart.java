package dev.sockwatch.tests.bench;

import dev.sockwatch.tests.bench.Bench.Measurement;
import dev.sockwatch.tests.bench.Figure.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the agent adds to an exchange, or to the life of a connection, on the same thread. */
final class TrafficPart implements Bench.Part {
  private final String program;
  private final String what;
  private final double budget;

  private TrafficPart(String program, String what, double budget) {
    this.program = program;
    this.what = what;
    this.budget = budget;
  }

  /** Messages of 64 bytes to and fro over one connection. */
  static TrafficPart echo() {
    return new TrafficPart("echo", "echo", 1.01);
  }

  /** Connect, accept, one exchange, close, end of input, close. */
  static TrafficPart connect() {
    return new TrafficPart("connect", "connect to close", 1.05);
  }

  @Override
  public List<Row> measure(Bench bench) throws IOException {
    List<Row> figures = new ArrayList<>();
    for (String kind : List.of("socket", "channel", "epoll")) {
      String name = what + ", " + kind + ": ";
      times(bench, kind, name, figures);
      figures.add(SystemCalls.added(bench, name + "system calls", program, kind));
    }
    return figures;
  }

  private void times(Bench bench, String kind, String name, List<Row> figures) throws IOException {
    Measurement<Values> without = () -> run(bench, Variant.NONE, kind);
    Measurement<Values> with = () -> run(bench, bench.sockwatch(), kind);
    // The second one without agent is the control: how far equal processes seem to differ.
    List<List<Values>> results = bench.inTurns(bench.rounds(), List.of(without, with, without));
    double[] base = Values.column(results.get(0), "minNanos");
    String baseText = String.format(Locale.ROOT, "%.2f us", Estimate.median(base) / 1000);
    figures.add(
        new Figure(
            name + "time, best batches",
            Unit.RATIO,
            baseText,
            ratio(Values.column(results.get(1), "minNanos"), base),
            budget));
    double[] baseMedian = Values.column(results.get(0), "medianNanos");
    figures.add(
        Figure.witness(
            name + "time, median batches",
            Unit.RATIO,
            String.format(Locale.ROOT, "%.2f us", Estimate.median(baseMedian) / 1000),
            ratio(Values.column(results.get(1), "medianNanos"), baseMedian)));
    figures.add(
        Figure.witness(
            name + "control, best batches",
            Unit.RATIO,
            baseText,
            ratio(Values.column(results.get(2), "minNanos"), base)));
    double[] baseBytes = Values.column(results.get(0), "allocatedBytes");
    figures.add(
        Figure.witness(
            name + "bytes allocated",
            Unit.BYTES,
            Unit.BYTES.text(Estimate.median(baseBytes)),
            Estimate.ofPaired(
                Values.column(results.get(1), "allocatedBytes"), baseBytes, (a, b) -> a - b)));
  }

  private static Estimate ratio(double[] with, double[] without) {
    return Estimate.ofPaired(with, without, (a, b) -> a / b);
  }

  private Values run(Bench bench, Variant variant, String kind) throws IOException {
    return ChildJvm.run(
        bench.folder(), bench.command(variant, List.of(), "Traffic", program, kind, "0"));
  }
}
