package dev.sockwatch.tests.bench;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a measured process printed as {@code name=number}. */
record Values(Map<String, Double> byName) {
  /** Takes the words that look so out of some text. */
  static Values parse(String text) {
    Map<String, Double> values = new HashMap<>();
    for (String word : text.split("\\s+", -1)) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        values.put(word.substring(0, equals), Double.valueOf(word.substring(equals + 1)));
      }
    }
    return new Values(values);
  }

  /** The number of that name. */
  double of(String name) throws IOException {
    Double value = byName.get(name);
    if (value == null) {
      throw new IOException("the process said nothing of " + name + ", only " + byName);
    }
    return value;
  }

  /** The same number of several processes. */
  static double[] column(List<Values> all, String name) throws IOException {
    double[] column = new double[all.size()];
    for (int i = 0; i < column.length; i++) {
      column[i] = all.get(i).of(name);
    }
    return column;
  }
}
