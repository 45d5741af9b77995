package dev.sockwatch.weave;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What doors were told, and what they shall throw; public, for a class in another package. */
public final class Told {
  static final List<String> EVENTS = new ArrayList<>();

  /** The objects that came with the events. */
  static final List<@Nullable Object> OBJECTS = new ArrayList<>();

  private static boolean failing;

  private Told() {}

  static void forget() {
    EVENTS.clear();
    OBJECTS.clear();
    failing = false;
  }

  /** From now on a door fails after it was told. */
  static void fail() {
    failing = true;
  }

  /** Called by doors and by the woven class itself. */
  public static void event(String event, @Nullable Object with) {
    EVENTS.add(event);
    OBJECTS.add(with);
    if (failing) {
      throw new IllegalStateException("a door failed");
    }
  }
}
