package dev.sockwatch.tests.support;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;

/** One JSON object without two members of one name, at any depth: parsers keep only the last. */
public final class StrictJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private StrictJson() {}

  /** Fails, with the whole text, if it is no such object. */
  public static JsonObject parse(String text) {
    try {
      MAPPER.readTree(text);
      return JsonParser.parseString(text).getAsJsonObject();
    } catch (JacksonException | IllegalStateException e) {
      throw new AssertionError(e.getMessage() + "\n" + text, e);
    }
  }
}
