package dev.sockwatch.report.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Breaks text into lines of at most 100 columns; what has no gap to break at stays whole. */
final class LineWrap {
  static final int COLUMNS = 100;

  private LineWrap() {}

  /**
   * Breaks between words.
   *
   * @param label what the first line begins with; the others are indented by {@code indent}
   */
  static List<String> words(String label, int indent, String text) {
    return parts(label, indent, Arrays.asList(text.split(" ", -1)), "");
  }

  /** Breaks after the commas between items, never inside one. */
  static List<String> items(String label, int indent, List<String> items) {
    return parts(label, indent, items, ",");
  }

  private static List<String> parts(String label, int indent, List<String> parts, String comma) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(label);
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i) + (i < parts.size() - 1 ? comma : "");
      if (i > 0 && line.length() + 1 + part.length() > COLUMNS) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(" ".repeat(indent));
      } else if (i > 0) {
        line.append(' ');
      }
      line.append(part);
    }
    lines.add(line.toString());
    return lines;
  }
}
