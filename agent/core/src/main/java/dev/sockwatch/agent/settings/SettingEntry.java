package dev.sockwatch.agent.settings;

import dev.sockwatch.detect.Threshold;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One entry in the list of everything that may be set: a {@link Setting} or a {@link Threshold}.
 *
 * @param key the name without prefix, as in agent arguments: {@code report.file}
 * @param form what its value must look like
 * @param defaultValue used where nothing else is given; empty for none
 * @param meaning for the table in agent/SETTINGS.md
 */
record SettingEntry(String key, Form form, String defaultValue, String meaning) {
  static final String PROPERTY_PREFIX = "sockwatch.";
  static final String VARIABLE_PREFIX = "SOCKWATCH_";

  /** All that may be set. */
  static List<SettingEntry> all() {
    return Stream.concat(
            Stream.of(Setting.values()).map(Setting::entry),
            Stream.of(Threshold.values()).map(SettingEntry::of))
        .toList();
  }

  static SettingEntry of(Threshold threshold) {
    Form form =
        switch (threshold.unit()) {
          case SECONDS -> FreeForm.DURATION;
          case COUNT -> FreeForm.COUNT;
          case PERCENT -> FreeForm.PERCENT;
          case FLAG -> FreeForm.FLAG;
        };
    return new SettingEntry(threshold.key(), form, threshold.defaultText(), threshold.meaning());
  }

  /** The system property: {@code sockwatch.report.file}. */
  String property() {
    return PROPERTY_PREFIX + key;
  }

  /** The environment variable: {@code SOCKWATCH_REPORT_FILE}. */
  String variable() {
    return VARIABLE_PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  /** The tables for agent/SETTINGS.md: first the agent's settings, then the thresholds. */
  static String tables() {
    return table(Stream.of(Setting.values()).map(Setting::entry))
        + "\n## Thresholds of findings\n\n"
        + table(Stream.of(Threshold.values()).map(SettingEntry::of));
  }

  private static String table(Stream<SettingEntry> entries) {
    return entries
        .map(e -> "| `" + e.property() + "` | " + e.shownDefault() + " | " + e.described() + " |\n")
        .collect(
            Collectors.joining("", "| setting | default | meaning |\n| --- | --- | --- |\n", ""));
  }

  private String shownDefault() {
    return defaultValue.isEmpty() ? "" : "`" + defaultValue + "`";
  }

  private String described() {
    return form instanceof Choices choices ? meaning + ": " + choices.listedAsCode() : meaning;
  }
}
