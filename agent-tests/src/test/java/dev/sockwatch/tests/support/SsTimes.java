package dev.sockwatch.tests.support;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A time as ss prints it: it stands for all the times that are printed alike. */
public record SsTimes(long leastMillis, long mostMillis) {
  private static final Pattern TIME =
      Pattern.compile("(?:(\\d+)min)?(?:(\\d+)(?:sec|\\.(?=\\d{3}ms)))?(?:(\\d+)ms)?");

  private static final long SECOND = 1000;
  private static final long MINUTE = 60 * SECOND;

  /** The largest numbers of minutes and of seconds that are followed by a smaller unit. */
  private static final long PRECISE = 9;

  /**
   * Reads a time such as {@code 200ms}, {@code 1.944ms} (1 s and 944 ms), {@code 59sec}, {@code
   * 2min4sec} or {@code 119min}. Beside minutes there are no milliseconds, beside more than nine of
   * them no seconds, beside more than nine seconds no milliseconds.
   */
  public static SsTimes parse(String printed) {
    Matcher time = TIME.matcher(printed);
    if (!time.matches()) {
      throw new IllegalArgumentException("no time of ss: " + printed);
    }
    long minutes = number(time.group(1));
    long seconds = number(time.group(2));
    long least = minutes * MINUTE + seconds * SECOND + number(time.group(3));
    if (minutes > PRECISE) {
      return new SsTimes(least, least + MINUTE - 1);
    }
    boolean coarse = minutes > 0 || seconds > PRECISE;
    return new SsTimes(least, coarse ? least + SECOND - 1 : least);
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
