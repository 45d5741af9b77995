package dev.sockwatch.agent.settings;

import java.util.Arrays;
import java.util.Comparator;

/** Finds what a mistyped setting was meant to be. */
final class SettingNames {
  private SettingNames() {}

  static SettingEntry nearest(String key) {
    return SettingEntry.all().stream()
        .min(Comparator.comparingInt(s -> distance(key, s.key())))
        .orElseThrow();
  }

  /** Levenshtein's distance: insertions, deletions and replacements. */
  static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    Arrays.setAll(previous, i -> i);
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
