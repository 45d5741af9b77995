package dev.sockwatch.tests.support;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The report of a program that runs, rewritten every few sampling rounds. */
public final class LiveReport {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private LiveReport() {}

  /** The first report from now on that fulfils the condition. */
  public static JsonObject await(RunningJvm jvm, String what, Predicate<JsonObject> condition) {
    Path file = jvm.awaitReportFile();
    AtomicReference<JsonObject> latest = new AtomicReference<>();
    try {
      return Await.value(
          what + " in the report",
          PATIENCE,
          () -> {
            JsonObject report = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            latest.set(report);
            return condition.test(report) ? report : null;
          });
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "; the latest: " + latest + "; " + jvm.err(), e);
    }
  }

  /** A report all of whose rounds were later than {@code instant}: the second one since. */
  public static JsonObject begunAfter(RunningJvm jvm, Instant instant) {
    JsonObject first = await(jvm, "a later time", r -> writtenAt(r).isAfter(instant));
    return await(jvm, "a later time", r -> writtenAt(r).isAfter(writtenAt(first)));
  }

  static Instant writtenAt(JsonObject report) {
    return Instant.parse(report.getAsJsonObject("sockwatch").get("writtenAt").getAsString());
  }

  /** How the kernel was asked. */
  public static String kernelSource(JsonObject report) {
    return report.getAsJsonObject("sockwatch").get("kernelSource").getAsString();
  }

  /** A member that must be an object. */
  public static JsonObject object(JsonObject parent, String name) {
    return member(parent, name).getAsJsonObject();
  }

  /** The objects of an array that must be there. */
  public static List<JsonObject> objects(JsonObject parent, String name) {
    return StreamSupport.stream(member(parent, name).getAsJsonArray().spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .toList();
  }

  private static JsonElement member(JsonObject parent, String name) {
    JsonElement member = parent.get(name);
    if (member == null || member.isJsonNull()) {
      throw new AssertionError("no " + name + " among " + parent.keySet());
    }
    return member;
  }

  /** A member as text, null when it is null or absent. */
  public static @Nullable String text(JsonObject parent, String name) {
    JsonElement value = parent.get(name);
    return value == null || value.isJsonNull() ? null : value.getAsString();
  }

  /** A figure of which 0 is left out. */
  public static long orZero(JsonObject parent, String name) {
    Long value = number(parent, name);
    return value == null ? 0 : value;
  }

  /** A member as a number, true being 1; null when it is null or absent. */
  public static @Nullable Long number(JsonObject parent, String name) {
    JsonElement value = parent.get(name);
    if (value == null || value.isJsonNull()) {
      return null;
    }
    boolean logical = value.isJsonPrimitive() && value.getAsJsonPrimitive().isBoolean();
    return logical ? (value.getAsBoolean() ? 1L : 0L) : value.getAsLong();
  }
}
