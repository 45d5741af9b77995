package dev.sockwatch.tests.support;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a probe and its peer say must have been seen, from their line {@code expect opened=2
 * accepted=1..3 endOfInputLocal=any}. A counter that is not named must be 0.
 */
public final class ExpectedEvents {
  private record Range(long least, long most) {
    static final Range ANY = new Range(0, Long.MAX_VALUE);
    static final Range ZERO = new Range(0, 0);

    static Range parse(String text) {
      if (text.equals("any")) {
        return ANY;
      }
      int dots = text.indexOf("..");
      return dots < 0
          ? new Range(Long.parseLong(text), Long.parseLong(text))
          : new Range(
              Long.parseLong(text.substring(0, dots)), Long.parseLong(text.substring(dots + 2)));
    }

    boolean contains(long count) {
      return least <= count && count <= most;
    }

    @Override
    public String toString() {
      return least == most ? Long.toString(least) : least + ".." + most;
    }
  }

  private final Map<String, Range> ranges = new LinkedHashMap<>();

  private ExpectedEvents() {}

  /** Reads the words {@code counter=range} of a probe's last line. */
  public static ExpectedEvents parse(String words) {
    ExpectedEvents expected = new ExpectedEvents();
    for (String word : Arrays.asList(words.strip().split(" +", 0))) {
      int equals = word.indexOf('=');
      if (equals < 0) {
        throw new AssertionError("not counter=range: '" + word + "' in '" + words + "'");
      }
      expected.ranges.put(word.substring(0, equals), Range.parse(word.substring(equals + 1)));
    }
    return expected;
  }

  /** One line for each counter that is not as expected; empty if all are. */
  public List<String> differences(JsonObject events) {
    TreeSet<String> counters = new TreeSet<>(events.keySet());
    counters.addAll(ranges.keySet());
    List<String> differences = new ArrayList<>();
    for (String counter : counters) {
      Range range = ranges.getOrDefault(counter, Range.ZERO);
      JsonElement count = events.get(counter);
      if (count == null) {
        differences.add(counter + ": expected " + range + ", absent in the report");
      } else if (!range.contains(count.getAsLong())) {
        differences.add(counter + ": expected " + range + ", the report says " + count);
      }
    }
    return differences;
  }
}
