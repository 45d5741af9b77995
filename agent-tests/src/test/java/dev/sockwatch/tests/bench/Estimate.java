package dev.sockwatch.tests.bench;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;

/**
 * A quantity estimated from repeated measurements.
 *
 * @param median the middle of the measurements
 * @param low lower end of the 95 % confidence interval of the median
 * @param high upper end of it
 * @param ofMinima the same quantity from the smallest value on each side: what a machine without
 *     other work would show
 */
record Estimate(double median, double low, double high, double ofMinima) {
  private static final int RESAMPLES = 10_000;

  /** A value that was read once and does not vary. */
  static Estimate exact(double value) {
    return new Estimate(value, value, value, value);
  }

  /** Of measurements of the quantity itself. */
  static Estimate of(double[] values) {
    return bootstrap(values, min(values));
  }

  /** Of pairs that were measured in the same round, compared pair by pair. */
  static Estimate ofPaired(double[] with, double[] without, DoubleBinaryOperator compare) {
    double[] values = new double[with.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = compare.applyAsDouble(with[i], without[i]);
    }
    return bootstrap(values, compare.applyAsDouble(min(with), min(without)));
  }

  /** The same quantity in another unit. */
  Estimate dividedBy(double unit) {
    return new Estimate(median / unit, low / unit, high / unit, ofMinima / unit);
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static double min(double[] values) {
    return Arrays.stream(values).min().orElseThrow();
  }

  /**
   * The percentile bootstrap (Efron 1979); the seed is fixed so that a figure can be recomputed.
   */
  private static Estimate bootstrap(double[] values, double ofMinima) {
    Random random = new Random(95);
    double[] medians = new double[RESAMPLES];
    double[] resample = new double[values.length];
    for (int i = 0; i < RESAMPLES; i++) {
      for (int k = 0; k < resample.length; k++) {
        resample[k] = values[random.nextInt(values.length)];
      }
      medians[i] = median(resample);
    }
    Arrays.sort(medians);
    return new Estimate(
        median(values), medians[RESAMPLES * 25 / 1000], medians[RESAMPLES * 975 / 1000], ofMinima);
  }
}
