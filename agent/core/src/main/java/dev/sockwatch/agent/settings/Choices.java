package dev.sockwatch.agent.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One of a few words: the constants of an enum in lower case, which stand nowhere else.
 *
 * @param type the enum that the code works with
 */
record Choices(Class<? extends Enum<?>> type) implements Form {
  /** All words, in the enum's order. */
  List<String> words() {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  @Override
  public boolean accepts(String value) {
    return words().contains(value);
  }

  @Override
  public String allowed() {
    return listed(words());
  }

  /** As the settings page lists them: {@code `full` or `masked`}. */
  String listedAsCode() {
    return listed(words().stream().map(word -> "`" + word + "`").toList());
  }

  private static String listed(List<String> words) {
    int last = words.size() - 1;
    return String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }
}
