package dev.sockwatch.junit;

import java.util.Locale;
import java.util.Map;

/** One JSON object of numbers and counts; the tests' class path gets no library for it. */
final class Json {
  private final StringBuilder text = new StringBuilder("{");

  Json number(String name, long value) {
    name(name).append(value);
    return this;
  }

  Json counts(String name, String key, Map<String, Integer> counts) {
    return counts(name, key, counts, "count");
  }

  /** {@code "leaked": [{"callSite": "...", "count": 2}]}. */
  Json counts(String name, String key, Map<String, Integer> counts, String value) {
    name(name).append('[');
    String separator = "";
    for (Map.Entry<String, Integer> entry : counts.entrySet()) {
      text.append(separator).append("\n    {");
      quote(key).append(": ");
      quote(entry.getKey()).append(", ");
      quote(value).append(": ").append(entry.getValue()).append('}');
      separator = ",";
    }
    text.append(']');
    return this;
  }

  String text() {
    return text + "\n}\n";
  }

  private StringBuilder name(String name) {
    text.append(text.length() == 1 ? "\n  " : ",\n  ");
    return quote(name).append(": ");
  }

  private StringBuilder quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ') {
        text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.append('"');
  }
}
