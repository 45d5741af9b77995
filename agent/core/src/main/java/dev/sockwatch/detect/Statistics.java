package dev.sockwatch.detect;

import java.util.List;
import java.util.stream.LongStream;

/** Figures over the incidents of a group. */
final class Statistics {
  private Statistics() {}

  /** The upper median; 0 of none. */
  static long median(LongStream values) {
    long[] sorted = values.sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }

  /** The largest; 0 of none. */
  static long max(LongStream values) {
    return values.max().orElse(0);
  }

  /** How often in a second, with one digit below ten. */
  static double perSecond(long count, long windowNanos) {
    double rate = count * 1e9 / Math.max(1, windowNanos);
    return rate < 10 ? Math.round(rate * 10) / 10.0 : Math.round(rate);
  }

  /** What share of a list is, in percent. */
  static long percent(List<?> part, List<?> whole) {
    return whole.isEmpty() ? 0 : 100L * part.size() / whole.size();
  }

  /** {@code 43}, {@code 4.3}. */
  static String text(double rate) {
    return rate == Math.rint(rate) ? Long.toString((long) rate) : Double.toString(rate);
  }
}
