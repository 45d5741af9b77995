package dev.sockwatch.report.json;

import com.google.gson.stream.JsonWriter;
import dev.sockwatch.api.FigureView;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What recurs in the JSON report: named figures, lists of texts, times. */
final class JsonParts {
  private JsonParts() {}

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

  static void texts(JsonWriter json, List<String> texts) throws IOException {
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
