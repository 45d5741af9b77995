package dev.sockwatch.tests.kernel;

import dev.sockwatch.tests.support.SsTimes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fields of ss that time alone changes, and how two readings of one may differ. */
final class SsTimers {
  private static final String REMAINING = "timer.time";

  private static final Set<String> ELAPSED =
      Set.of("lastsnd", "lastrcv", "lastack", "busy", "rwnd_limited", "sndbuf_limited");

  /** The kernel's own clock ticks at 100 to 1000 Hz, /proc tells hundredths of a second. */
  private static final long TICKS_MILLIS = 20;

  private SsTimers() {}

  static boolean isTimer(String word) {
    return word.equals(REMAINING) || ELAPSED.contains(word);
  }

  /** Whether the clock only ran on between two answers. */
  static boolean ranOn(String word, @Nullable String before, @Nullable String after) {
    SsTimes first = times(before);
    SsTimes last = times(after);
    return word.equals(REMAINING)
        ? (before == null) == (after == null) && last.leastMillis() <= first.mostMillis()
        : first.leastMillis() <= last.mostMillis() + TICKS_MILLIS;
  }

  /** Whether a value fits between two answers of ss. */
  static boolean fits(String word, @Nullable String before, long millis, @Nullable String after) {
    SsTimes first = times(before);
    SsTimes last = times(after);
    long least = word.equals(REMAINING) ? last.leastMillis() : first.leastMillis();
    long most = word.equals(REMAINING) ? first.mostMillis() : last.mostMillis();
    return least - TICKS_MILLIS <= millis && millis <= most + TICKS_MILLIS;
  }

  /** ss leaves out what is zero; of {@code 2852ms(100.0%)} the share is left out here. */
  private static SsTimes times(@Nullable String printed) {
    if (printed == null) {
      return new SsTimes(0, 0);
    }
    String time = printed.replaceFirst("\\(.*", "");
    if (!time.matches("\\d+(ms)?")) {
      return SsTimes.parse(time);
    }
    long millis = Long.parseLong(time.replace("ms", ""));
    return new SsTimes(millis, millis);
  }
}
