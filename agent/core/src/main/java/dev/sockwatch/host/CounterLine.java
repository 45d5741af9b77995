package dev.sockwatch.host;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** The counters that one line of names announces, with their totals at the last reading. */
final class CounterLine {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final OptionalDouble NO_GROWTH = OptionalDouble.of(0);

  private final byte[] line;
  private final String[] names;
  private final boolean[] gauge;
  private final long[] totals;

  /** How many of the totals the last reading has set. */
  private int known;

  private long readAtNanos;

  /** From the bytes of a line such as {@code Tcp: RtoAlgorithm RtoMin}. */
  CounterLine(byte[] text, int from, int to) {
    line = Arrays.copyOfRange(text, from, to);
    String header = new String(line, StandardCharsets.ISO_8859_1);
    int colon = header.indexOf(':');
    String prefix = header.substring(0, colon);
    names = header.substring(colon + 2).split(" ", -1);
    gauge = new boolean[names.length];
    totals = new long[names.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = prefix + names[i];
      gauge[i] = HostCounter.isGauge(names[i]);
    }
  }

  boolean hasNames(byte[] text, int from, int to) {
    return Arrays.equals(line, 0, line.length, text, from, to);
  }

  /** Adds a counter for each decimal number, up to the first that is none. */
  void read(byte[] text, int from, int to, long nowNanos, List<HostCounter> counters) {
    double seconds = (nowNanos - readAtNanos) / NANOS_PER_SECOND;
    int at = from;
    int index = 0;
    while (index < names.length) {
      boolean negative = at < to && text[at] == '-';
      int digits = negative ? at + 1 : at;
      int end = endOfDigits(text, digits, to);
      if (end == digits || (end < to && text[end] != ' ')) {
        break;
      }
      long magnitude = parse(text, digits, end);
      long total = negative ? -magnitude : magnitude;
      counters.add(new HostCounter(names[index], total, perSecond(index, total, seconds)));
      totals[index++] = total;
      at = end + 1;
    }
    known = index;
    readAtNanos = nowNanos;
  }

  private OptionalDouble perSecond(int index, long total, double seconds) {
    if (index >= known || gauge[index] || total < totals[index] || seconds <= 0) {
      return OptionalDouble.empty();
    }
    return total == totals[index]
        ? NO_GROWTH
        : OptionalDouble.of((total - totals[index]) / seconds);
  }

  private static int endOfDigits(byte[] text, int from, int to) {
    int at = from;
    while (at < to && text[at] >= '0' && text[at] <= '9') {
      at++;
    }
    return at;
  }

  private static long parse(byte[] text, int from, int to) {
    long number = 0;
    for (int at = from; at < to; at++) {
      number = number * 10 + (text[at] - '0');
    }
    return number;
  }
}
