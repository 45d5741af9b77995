package dev.sockwatch.tests.bench;

import java.util.Locale;

/**
 * One measured quantity and its budget.
 *
 * @param what what was measured
 * @param unit how it is shown
 * @param without its usual value without the agent, as text; empty where that says nothing
 * @param estimate what the agent adds, or the ratio of with to without
 * @param budget what it may be at most, NaN for none
 */
record Figure(String what, Unit unit, String without, Estimate estimate, double budget)
    implements Row {
  /** How a figure is shown. */
  enum Unit {
    RATIO("%.4f"),
    MILLIS("%.1f ms"),
    MICROS("%.2f us"),
    NANOS("%.0f ns"),
    BYTES("%.0f B"),
    KIBIBYTES("%.0f KiB"),
    CALLS("%.3f");

    private final String format;

    Unit(String format) {
      this.format = format;
    }

    String text(double value) {
      return String.format(Locale.ROOT, format, value);
    }
  }

  /** A figure that explains others and has no budget of its own. */
  static Figure witness(String what, Unit unit, String without, Estimate estimate) {
    return new Figure(what, unit, without, estimate, Double.NaN);
  }

  @Override
  public String text() {
    return format(
        what,
        without,
        unit.text(estimate.median()),
        "[" + unit.text(estimate.low()) + ", " + unit.text(estimate.high()) + "]",
        unit.text(estimate.ofMinima()),
        Double.isNaN(budget) ? "" : unit.text(budget),
        verdict());
  }

  /** What stands above the columns. */
  static String header() {
    return format("figure", "no agent", "median", "95 % interval", "of minima", "budget", "");
  }

  /** Told by the interval, not the median: a noisy run cannot say. */
  private String verdict() {
    if (Double.isNaN(budget)) {
      return "";
    }
    if (estimate.high() <= budget) {
      return "within";
    }
    return estimate.low() > budget ? "over" : "unclear";
  }

  private static String format(Object... cells) {
    return String.format("%-57s %9s %10s %24s %10s %9s %s", cells).stripTrailing();
  }
}
