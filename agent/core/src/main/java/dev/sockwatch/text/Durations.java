package dev.sockwatch.text;

import java.util.Locale;

/** Durations for people: {@code 850 ms}, {@code 41.2 s}, {@code 2 min 5 s}, {@code 3 h 20 min}. */
public final class Durations {
  private Durations() {}

  /** The text for a number of nanoseconds. */
  public static String text(long nanos) {
    long millis = nanos / 1_000_000;
    if (millis < 1000) {
      return millis + " ms";
    }
    long seconds = millis / 1000;
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    if (seconds < 3600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
  }

  public static long millis(long nanos) {
    return nanos / 1_000_000;
  }
}
