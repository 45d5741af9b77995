package dev.sockwatch.report.json;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashSet;
import java.util.Set;

/** Refuses JSON in which an object has two members of one name: parsers keep only the last. */
public final class UniqueNames {
  private UniqueNames() {}

  /** Reads all of it, at any depth. */
  public static void check(String text) throws IOException {
    try (JsonReader json = new JsonReader(new StringReader(text))) {
      value(json);
    }
  }

  private static void value(JsonReader json) throws IOException {
    switch (json.peek()) {
      case BEGIN_OBJECT -> object(json);
      case BEGIN_ARRAY -> {
        json.beginArray();
        while (json.hasNext()) {
          value(json);
        }
        json.endArray();
      }
      default -> json.skipValue();
    }
  }

  private static void object(JsonReader json) throws IOException {
    Set<String> names = new HashSet<>();
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      if (!names.add(name)) {
        throw new AssertionError("\"" + name + "\" stands twice in one object: " + json.getPath());
      }
      value(json);
    }
    json.endObject();
  }
}
