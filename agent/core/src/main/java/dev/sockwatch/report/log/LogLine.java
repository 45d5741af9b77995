package dev.sockwatch.report.log;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * One message of the log, and how it is written.
 *
 * @param at when it was logged
 * @param level how urgent it is
 * @param logger who logs
 * @param message for people; may have several lines
 * @param fields for machines: objects of named texts and numbers, by name
 */
record LogLine(
    Instant at, Level level, String logger, String message, Map<String, Map<String, ?>> fields) {
  /** Always in UTC: asking for the JVM's time zone would fix it before the application sets one. */
  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  /** With its prefix; every further line of it begins with white space. */
  String text() {
    return "sockwatch: " + message;
  }

  /** As {@link #text}, behind the time. */
  String stampedText() {
    return MILLISECONDS.format(at) + " " + text();
  }

  /** One JSON object in one line. */
  String json() {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.beginObject();
      json.name("timestamp").value(MILLISECONDS.format(at));
      json.name("level").value(level.name());
      json.name("logger").value(logger);
      json.name("message").value(message);
      for (Map.Entry<String, Map<String, ?>> field : fields.entrySet()) {
        json.name(field.getKey()).beginObject();
        for (Map.Entry<String, ?> part : field.getValue().entrySet()) {
          json.name(part.getKey());
          value(json, part.getValue());
        }
        json.endObject();
      }
      json.endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void value(JsonWriter json, @Nullable Object value) throws IOException {
    if (value instanceof Number number) {
      json.value(number);
    } else {
      json.value(value == null ? null : value.toString());
    }
  }
}
