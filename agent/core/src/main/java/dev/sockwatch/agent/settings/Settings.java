package dev.sockwatch.agent.settings;

import dev.sockwatch.control.Version;
import dev.sockwatch.detect.Threshold;
import dev.sockwatch.detect.Thresholds;
import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.report.log.LogFormat;
import dev.sockwatch.report.telemetry.TelemetryOptions;
import dev.sockwatch.text.AddressMask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of this JVM: agent arguments before system properties before environment.
 *
 * <p>What is wrong with them is listed in {@link #problems}; it never stops the application.
 */
public final class Settings {
  private static final String PROPERTY_PREFIX = SettingEntry.PROPERTY_PREFIX;
  private static final String VARIABLE_PREFIX = SettingEntry.VARIABLE_PREFIX;
  private static final int MOST_WRONG = 20;
  private static final int LONGEST_SHOWN = 200;

  /** By key, what was given. */
  private final Map<String, String> values = new HashMap<>();

  private final List<Wrong> wrong = new ArrayList<>();
  private int wrongMore;

  private Settings() {}

  /**
   * Reads all three sources.
   *
   * @param arguments {@code key=value,key=value}; the prefix {@code sockwatch.} may be left out
   */
  public static Settings read(
      String arguments, Map<String, String> properties, Map<String, String> environment) {
    Settings settings = new Settings();
    for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
      if (variable.getKey().startsWith(VARIABLE_PREFIX)) {
        String key = variable.getKey().substring(VARIABLE_PREFIX.length());
        settings.take(
            variable.getKey(), key.toLowerCase(Locale.ROOT).replace('_', '.'), variable.getValue());
      }
    }
    for (Map.Entry<String, String> property : new TreeMap<>(properties).entrySet()) {
      if (property.getKey().startsWith(PROPERTY_PREFIX)) {
        String key = property.getKey().substring(PROPERTY_PREFIX.length());
        settings.take(property.getKey(), key, property.getValue());
      }
    }
    for (String argument : arguments.split(",", -1)) {
      String word = argument.trim();
      if (!word.isEmpty()) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals).trim();
        String key =
            name.startsWith(PROPERTY_PREFIX) ? name.substring(PROPERTY_PREFIX.length()) : name;
        settings.take(name, key, equals < 0 ? "" : word.substring(equals + 1).trim());
      }
    }
    return settings;
  }

  private void take(String givenName, String key, String value) {
    for (SettingEntry entry : SettingEntry.all()) {
      if (entry.key().equals(key)) {
        if (entry.form().accepts(value)) {
          values.put(key, value);
        } else {
          String given = shortened(givenName) + "=" + shortened(value);
          wrong(entry, given + " is not " + entry.form().allowed(), "using");
        }
        return;
      }
    }
    SettingEntry nearest = SettingNames.nearest(shortened(key));
    wrong(
        nearest,
        "there is no setting " + shortened(givenName) + "; the nearest is " + nearest.property(),
        "which stays at");
  }

  /** Whoever sets twenty of them wrongly reads no more of them either. */
  private void wrong(SettingEntry entry, String text, String outcome) {
    if (wrong.size() < MOST_WRONG) {
      wrong.add(new Wrong(entry, text, outcome));
    } else {
      wrongMore++;
    }
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
  }

  /** {@code 250ms}, {@code 5s}, {@code 2m}, {@code 1h}. */
  public static long nanos(String text) {
    int digits = 0;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    long number = Long.parseLong(text.substring(0, digits));
    return switch (text.substring(digits)) {
      case "ms" -> Duration.ofMillis(number).toNanos();
      case "s" -> Duration.ofSeconds(number).toNanos();
      case "m" -> Duration.ofMinutes(number).toNanos();
      case "h" -> Duration.ofHours(number).toNanos();
      default -> throw new NumberFormatException(text);
    };
  }

  /** What is wrong with the settings, each with the value used instead. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (Wrong one : wrong) {
      String used = value(one.entry()).isEmpty() ? "none" : value(one.entry());
      String separator = one.outcome().equals("using") ? "; " : ", ";
      problems.add(one.text() + separator + one.outcome() + " " + shortened(used));
    }
    if (wrongMore > 0) {
      problems.add(wrongMore + " more settings are wrong");
    }
    return problems;
  }

  /** Reported once all sources are read: a later one may have set the value that is used. */
  private record Wrong(SettingEntry entry, String text, String outcome) {}

  public String value(Setting setting) {
    return value(setting.entry());
  }

  String value(SettingEntry entry) {
    return values.getOrDefault(entry.key(), entry.defaultValue());
  }

  public boolean flag(Setting setting) {
    return value(setting).equals("true");
  }

  /** A list's words. */
  public List<String> words(Setting setting) {
    return Arrays.stream(value(setting).split(":", -1))
        .map(String::trim)
        .filter(w -> !w.isEmpty())
        .toList();
  }

  public double timeScale() {
    return Double.parseDouble(value(Setting.TIME_SCALE));
  }

  /** A window or pause, scaled. */
  public long scaledNanos(Setting setting) {
    return (long) (nanos(value(setting)) * timeScale());
  }

  public KernelSource.Choice kernel() {
    return choice(Setting.KERNEL, KernelSource.Choice.class);
  }

  public LogFormat logFormat() {
    return choice(Setting.LOG_FORMAT, LogFormat.class);
  }

  public Jmx jmx() {
    return choice(Setting.JMX, Jmx.class);
  }

  public AddressMask mask() {
    return new AddressMask(choice(Setting.ADDRESSES, Addresses.class) == Addresses.MASKED);
  }

  public TelemetryOptions telemetry(AddressMask mask) {
    return new TelemetryOptions(
        choice(Setting.SPANS, TelemetryOptions.Spans.class),
        choice(Setting.METRICS_DESTINATION, TelemetryOptions.Destination.class),
        mask,
        Version.SOCKWATCH);
  }

  private <E extends Enum<E>> E choice(Setting setting, Class<E> type) {
    return Enum.valueOf(type, value(setting).toUpperCase(Locale.ROOT));
  }

  /** The thresholds that were set, by name; the others keep their defaults. */
  public Thresholds thresholds() {
    Thresholds thresholds = Thresholds.defaults().scaled(timeScale());
    for (Threshold threshold : Threshold.values()) {
      String value = values.get(threshold.key());
      if (value != null) {
        thresholds = thresholds.with(threshold, number(threshold, value));
      }
    }
    long twoRounds = 2 * nanos(value(Setting.SAMPLE_INTERVAL));
    return thresholds.unscaledNanos(Threshold.GROWING_STAMPS) < twoRounds
        ? thresholds.with(Threshold.GROWING_STAMPS, twoRounds)
        : thresholds;
  }

  private static long number(Threshold threshold, String value) {
    return switch (threshold.unit()) {
      case SECONDS -> nanos(value);
      case COUNT, PERCENT -> Integer.parseInt(value);
      case FLAG -> value.equals("true") ? 1 : 0;
    };
  }
}
