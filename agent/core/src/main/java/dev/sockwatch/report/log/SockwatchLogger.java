package dev.sockwatch.report.log;

import dev.sockwatch.api.PrintableText;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;

/** Writes info and above to the {@link LogTarget}; objects of a logging event become fields. */
public final class SockwatchLogger extends LegacyAbstractLogger implements LoggingEventAware {
  private static final long serialVersionUID = 1L;

  /** A logger. */
  public SockwatchLogger(String name) {
    this.name = name;
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      String pattern,
      Object @Nullable [] arguments,
      @Nullable Throwable failure) {
    String message = formatted(pattern, arguments);
    String cause = failure == null ? "" : " (" + PrintableText.of(failure.toString()) + ")";
    write(level, message + cause, Map.of());
  }

  @Override
  public void log(LoggingEvent event) {
    Map<String, Map<String, ?>> fields = new LinkedHashMap<>();
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    for (KeyValuePair pair : pairs == null ? List.<KeyValuePair>of() : pairs) {
      if (pair.value instanceof Map<?, ?> parts) {
        Map<String, Object> named = new LinkedHashMap<>();
        parts.forEach((name, value) -> named.put(String.valueOf(name), value));
        fields.put(pair.key, named);
      }
    }
    write(event.getLevel(), formatted(event.getMessage(), event.getArgumentArray()), fields);
  }

  /** A message of ours may have several lines; what stands in it is one. */
  private static String formatted(String pattern, @Nullable Object @Nullable [] arguments) {
    if (arguments == null) {
      return pattern;
    }
    Object[] printable =
        Arrays.stream(arguments).map(any -> PrintableText.of(String.valueOf(any))).toArray();
    return MessageFormatter.basicArrayFormat(pattern, printable);
  }

  private void write(Level level, String message, Map<String, Map<String, ?>> fields) {
    LogTarget.log(level, name, message, fields);
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }

  @Override
  public boolean isDebugEnabled() {
    return false;
  }

  @Override
  public boolean isInfoEnabled() {
    return true;
  }

  @Override
  public boolean isWarnEnabled() {
    return true;
  }

  @Override
  public boolean isErrorEnabled() {
    return true;
  }
}
