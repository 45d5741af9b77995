package dev.sockwatch.report.json;

import com.google.gson.stream.JsonWriter;
import dev.sockwatch.api.FigureView;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What recurs in the JSON report: named figures, lists of texts, times. */
final class JsonParts {
  static final String INDENT = "  ";

  private JsonParts() {}

  /** The same without what is 0. */
  static void figuresButZero(JsonWriter json, List<FigureView> figures) throws IOException {
    figures(json, figures.stream().filter(f -> f.number() == null || f.number() != 0).toList());
  }

  /** From here on all stands in one line. */
  static void beginLine(JsonWriter json) throws IOException {
    json.beginObject();
    json.setIndent("");
  }

  /** The line ends. */
  static void endLine(JsonWriter json) throws IOException {
    json.endObject();
    json.setIndent(INDENT);
  }

  static void figures(JsonWriter json, List<FigureView> figures) throws IOException {
    json.beginObject();
    for (FigureView figure : figures) {
      json.name(figure.name());
      if (figure.number() != null) {
        json.value(figure.number());
      } else if (figure.decimal() != null) {
        json.value(figure.decimal());
      } else if (figure.flag() != null) {
        json.value(figure.flag());
      } else {
        json.value(figure.text());
      }
    }
    json.endObject();
  }

  static void texts(JsonWriter json, Collection<String> texts) throws IOException {
    json.beginArray();
    for (String text : texts) {
      json.value(text);
    }
    json.endArray();
  }

  static @Nullable String time(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis).toString();
  }
}
