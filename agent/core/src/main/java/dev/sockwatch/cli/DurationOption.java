package dev.sockwatch.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A length of time as it is typed: {@code 250ms}, {@code 5s}, {@code 2m}, {@code 1h}. */
record DurationOption(Duration duration) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

  /** The duration as the agent reads it: {@code 5000ms}. */
  String text() {
    return duration.toMillis() + "ms";
  }

  /** Converts what was typed on the command line. */
  static final class Converter implements ITypeConverter<DurationOption> {
    @Override
    public DurationOption convert(String value) {
      Matcher parts = FORM.matcher(value.toLowerCase(Locale.ROOT));
      if (!parts.matches() || Long.parseLong(parts.group(1)) == 0) {
        throw new TypeConversionException(
            "'" + value + "' is not a number with ms, s, m or h, such as 5m");
      }
      long number = Long.parseLong(parts.group(1));
      return new DurationOption(
          switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
          });
    }
  }
}
