package dev.sockwatch.agent.settings;

import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.report.telemetry.TelemetryOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the value of a setting must look like, and the words that say so. */
enum SettingForm {
  FLAG("true", "false"),
  PATH("a file name"),
  DURATION("a number with ms, s, m or h, at least 10ms, e.g. 5s"),
  FACTOR("a number from 0.001 to 1000, e.g. 0.1"),
  KERNEL(KernelSource.Choice.values()),
  COUNT("a whole number from 1 to 1000000"),
  PERCENT("a whole number from 1 to 100"),
  IGNORE("<id>@<package>, separated by \":\", with the id of a finding"),
  SPANS(TelemetryOptions.Spans.values()),
  DESTINATION(TelemetryOptions.Destination.values()),
  ADDRESSES("full", "masked"),
  LIST("words separated by \":\"");

  private final String allowed;

  @SuppressWarnings("ImmutableEnumChecker") // List.of copies
  private final List<String> choices;

  SettingForm(String allowed) {
    this.allowed = allowed;
    this.choices = List.of();
  }

  SettingForm(Enum<?>... choices) {
    this(Arrays.stream(choices).map(c -> c.name().toLowerCase(Locale.ROOT)).toArray(String[]::new));
  }

  SettingForm(String... choices) {
    this.choices = List.of(choices);
    this.allowed = either(this.choices);
  }

  /** What is allowed, to stand after "is not". */
  String allowed() {
    return allowed;
  }

  /** The words that may be chosen from; empty where the value is free. */
  List<String> choices() {
    return choices;
  }

  /** "full or masked", "none, server or peer". */
  static String either(List<String> choices) {
    int last = choices.size() - 1;
    return String.join(", ", choices.subList(0, last)) + " or " + choices.get(last);
  }

  boolean accepts(String value) {
    try {
      return switch (this) {
        case FLAG, KERNEL, SPANS, DESTINATION, ADDRESSES -> choices.contains(value);
        case PATH -> !value.isEmpty();
        case DURATION -> Settings.nanos(value) >= 10_000_000;
        case FACTOR -> isBetween(0.001, Double.parseDouble(value), 1000);
        case COUNT -> isBetween(1, Integer.parseInt(value), 1_000_000);
        case PERCENT -> isBetween(1, Integer.parseInt(value), 100);
        case IGNORE -> value.isEmpty() || IgnoreRule.areValid(value);
        case LIST -> true;
      };
    } catch (NumberFormatException | ArithmeticException e) {
      return false;
    }
  }

  private static boolean isBetween(double least, double value, double most) {
    return value >= least && value <= most;
  }
}
