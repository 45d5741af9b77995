package dev.sockwatch.tests.bench;

import dev.sockwatch.tests.bench.Figure.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** System calls per operation, as strace(1) counts them: a witness that no noise disturbs. */
final class SystemCalls {
  private static final int FEW = 500;
  private static final int MANY = 5500;

  private SystemCalls() {}

  /**
   * The difference of a long and a short run, so that what a process does once drops out. Only
   * calls on descriptors and sockets: those of the collector and compiler come and go.
   */
  static Row added(Bench bench, String what, String program, String kind) {
    try {
      double without = perOperation(bench, Variant.NONE, program, kind);
      Variant agent = bench.sockwatch().with("sample.interval=1h");
      double with = perOperation(bench, agent, program, kind);
      return Figure.witness(
          what, Unit.CALLS, Unit.CALLS.text(without), Estimate.exact(with - without));
    } catch (IOException e) {
      return Row.skipped(what, e.toString()); // strace is not installed, or not allowed
    }
  }

  private static double perOperation(Bench bench, Variant variant, String program, String kind)
      throws IOException {
    double few = calls(bench, variant, program, kind, FEW);
    double many = calls(bench, variant, program, kind, MANY);
    return (many - few) / (MANY - FEW);
  }

  private static double calls(
      Bench bench, Variant variant, String program, String kind, int operations)
      throws IOException {
    Path counts = bench.folder().resolve("strace");
    List<String> words =
        new ArrayList<>(
            List.of("strace", "-f", "-c", "-e", "trace=%network,%desc", "-o", counts.toString()));
    words.addAll(
        bench.command(variant, List.of(), "Traffic", program, kind, String.valueOf(operations)));
    ChildJvm.run(bench.folder(), words);
    for (String line : Files.readAllLines(counts)) {
      String[] cells = line.trim().split(" +", -1);
      if (cells[cells.length - 1].equals("total")) {
        return Double.parseDouble(cells[3]); // % time, seconds, usecs/call, calls, [errors]
      }
    }
    throw new IOException("strace counted nothing: " + Files.readString(counts));
  }
}
