package dev.sockwatch.tests.bench;

import dev.sockwatch.tests.bench.Figure.Unit;
import java.io.IOException;
import java.util.List;

/** What 10,000 open sockets cost: heap for each. */
final class HeldSocketsPart {
  private static final int PAIRS = 5000;
  private static final int SOCKETS = 2 * PAIRS;
  private static final double HEAP_BUDGET = 300;

  private static final int ROUNDS_TO_INTERN = 3;

  /**
   * What the serial collector leaves is the live objects, but each thread then takes an allocation
   * buffer, and the JVM counts it whole: of 10,000 sockets that is up to 300 bytes each.
   */
  private static final String TO_THE_BYTE = "-XX:-UseTLAB";

  private HeldSocketsPart() {}

  /** Used heap before and after opening the sockets. */
  private record Heap(double before, double after) {
    double perSocket() {
      return (after - before) / SOCKETS;
    }
  }

  static List<Row> memory(Bench bench) throws IOException {
    List<List<Heap>> heaps =
        bench.inTurns(
            HeldSockets.fewRounds(bench),
            List.of(() -> heap(bench, false), () -> heap(bench, true)));
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

  private static Heap heap(Bench bench, boolean withAgent) throws IOException {
    Variant variant = withAgent ? HeldSockets.sampling(bench, "") : Variant.NONE;
    try (ChildJvm child = HeldSockets.start(bench, variant, List.of(TO_THE_BYTE))) {
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
      HeldSockets.awaitRounds(child, child.ask(HeldSockets.SAMPLER), ROUNDS_TO_INTERN);
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
}
