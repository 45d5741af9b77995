package dev.sockwatch.report.log;

import com.google.gson.stream.JsonWriter;
import dev.sockwatch.api.PrintableText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
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

  /** The password in a URL (RFC 3986 section 3.2.1), as in an endpoint that was configured. */
  private static final Pattern PASSWORD = Pattern.compile("(://[^/\\s:@]*):[^/\\s]*@");

  /** Whatever the message is made of: nobody else's line, no control character, no password. */
  LogLine {
    message = PASSWORD.matcher(printable(message)).replaceAll("$1:***@");
  }

  private static String printable(String message) {
    String[] lines = message.replace("\t", "  ").split("\n", -1);
    StringBuilder printable = new StringBuilder(PrintableText.of(lines[0]));
    for (int i = 1; i < lines.length; i++) {
      boolean isIndented = lines[i].isEmpty() || lines[i].charAt(0) == ' ';
      printable.append(isIndented ? "\n" : "\n  ").append(PrintableText.of(lines[i]));
    }
    return printable.toString();
  }

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
