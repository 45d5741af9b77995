package dev.sockwatch.agent.settings;

import dev.sockwatch.control.Version;
import dev.sockwatch.detect.HeldLimits;
import dev.sockwatch.detect.IdleLimits;
import dev.sockwatch.detect.IncidentLimits;
import dev.sockwatch.detect.Thresholds;
import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.report.telemetry.TelemetryOptions;
import dev.sockwatch.text.AddressMask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of this JVM: agent arguments before system properties before environment.
 *
 * <p>What is wrong with them is told in {@link #problems}; it never stops the application.
 */
public final class Settings {
  private static final String PROPERTY_PREFIX = "sockwatch.";
  private static final String VARIABLE_PREFIX = "SOCKWATCH_";

  private final Map<Setting, String> values = new EnumMap<>(Setting.class);
  private final List<Wrong> wrong = new ArrayList<>();

  private Settings() {
    for (Setting setting : Setting.values()) {
      values.put(setting, setting.defaultValue());
    }
  }

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
    for (Setting setting : Setting.values()) {
      if (setting.key().equals(key)) {
        if (isValid(setting, value)) {
          values.put(setting, value);
        } else {
          wrong.add(
              new Wrong(
                  setting,
                  givenName + "=" + value + " is not " + setting.form().allowed(),
                  "using"));
        }
        return;
      }
    }
    Setting nearest = SettingNames.nearest(key);
    wrong.add(
        new Wrong(
            nearest,
            "there is no setting " + givenName + "; the nearest is " + nearest.property(),
            "which stays at"));
  }

  private static boolean isValid(Setting setting, String value) {
    try {
      return switch (setting.form()) {
        case FLAG -> value.equals("true") || value.equals("false");
        case PATH -> !value.isEmpty();
        case DURATION -> nanos(value) >= 10_000_000;
        case FACTOR -> Double.parseDouble(value) >= 0.001 && Double.parseDouble(value) <= 1000;
        case KERNEL -> List.of("auto", "foreign", "jna", "jdk", "procfs", "off").contains(value);
        case COUNT -> Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= 1_000_000;
        case PERCENT -> Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= 100;
        case IGNORE -> value.isEmpty() || IgnoreRule.areValid(value);
        case SPANS -> List.of("all", "connects", "errors", "off").contains(value);
        case DESTINATION -> List.of("none", "server", "peer").contains(value);
        case ADDRESSES -> List.of("full", "masked").contains(value);
        case LIST -> true;
      };
    } catch (NumberFormatException | ArithmeticException e) {
      return false;
    }
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
      String used = value(one.setting()).isEmpty() ? "none" : value(one.setting());
      String separator = one.outcome().equals("using") ? "; " : ", ";
      problems.add(one.text() + separator + one.outcome() + " " + used);
    }
    return problems;
  }

  /** Told once all sources are read: a later one may have set the value that is used. */
  private record Wrong(Setting setting, String text, String outcome) {}

  public String value(Setting setting) {
    return values.getOrDefault(setting, setting.defaultValue());
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
    return KernelSource.Choice.valueOf(upper(Setting.KERNEL));
  }

  public AddressMask mask() {
    return new AddressMask(value(Setting.ADDRESSES).equals("masked"));
  }

  public TelemetryOptions telemetry(AddressMask mask) {
    return new TelemetryOptions(
        TelemetryOptions.Spans.valueOf(upper(Setting.SPANS)),
        TelemetryOptions.Destination.valueOf(upper(Setting.METRICS_DESTINATION)),
        mask,
        Version.SOCKWATCH);
  }

  private String upper(Setting setting) {
    return value(setting).toUpperCase(Locale.ROOT);
  }

  public Thresholds thresholds() {
    return new Thresholds(
        scaledNanos(Setting.CLOSE_WAIT_AFTER),
        scaledNanos(Setting.CLOSE_PENDING_AFTER),
        scaledNanos(Setting.NEVER_CONNECTED_AFTER),
        scaledNanos(Setting.GROWING_WINDOW),
        Integer.parseInt(value(Setting.GROWING_SOCKETS)),
        Integer.parseInt(value(Setting.DESCRIPTORS_PERCENT)),
        new IncidentLimits(
            scaledNanos(Setting.INCIDENTS_WINDOW),
            Integer.parseInt(value(Setting.INCIDENTS_COUNT)),
            Integer.parseInt(value(Setting.NAGLE_STALLS)),
            Integer.parseInt(value(Setting.PER_REQUEST_CONNECTIONS)),
            Integer.parseInt(value(Setting.PER_REQUEST_IN_A_ROW)),
            nanos(value(Setting.PER_REQUEST_TIMER))),
        new IdleLimits(
            scaledNanos(Setting.KEEPALIVE_IDLE),
            nanos(value(Setting.KEEPALIVE_IDLE)),
            flag(Setting.KEEPALIVE_LOOPBACK)),
        Integer.parseInt(value(Setting.PORTS_PERCENT)),
        scaledNanos(Setting.CONNECT_FAILING),
        new HeldLimits(
            Integer.parseInt(value(Setting.GROWING_SOCKETS)),
            Integer.parseInt(value(Setting.GROWING_MANY)),
            scaledNanos(Setting.GROWING_WINDOW),
            2 * scaledNanos(Setting.SAMPLE_INTERVAL)));
  }
}
