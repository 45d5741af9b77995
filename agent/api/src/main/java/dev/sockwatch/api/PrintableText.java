package dev.sockwatch.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Text that does nothing to a log, a report or a terminal but show itself: line breaks, escape
 * sequences and whatever changes the direction of writing stand in it as {@code \n}, {@code
 * \u001b}, {@code \u202e}.
 *
 * <p>Every view is made of it, whoever makes the view: host names, paths, thread names and the
 * texts of exceptions are a stranger's to choose.
 */
public final class PrintableText {
  private PrintableText() {}

  /** The same text where nothing in it has to be replaced. */
  public static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        int point = text.codePointAt(i);
        if (isReplaced(point)) {
          return replaced(text);
        }
        i += Character.charCount(point) - 1;
      }
    }
    return text;
  }

  /** Null where there is none. */
  static @Nullable String ofNullable(@Nullable String text) {
    return text == null ? null : of(text);
  }

  /** The same list where nothing in it has to be replaced. */
  static List<String> ofAll(List<String> texts) {
    for (String text : texts) {
      if (!text.equals(of(text))) {
        return texts.stream().map(PrintableText::of).toList();
      }
    }
    return texts;
  }

  private static String replaced(String text) {
    StringBuilder printable = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            point -> {
              if (isReplaced(point)) {
                for (char c : Character.toChars(point)) {
                  printable.append(escape(c));
                }
              } else {
                printable.appendCodePoint(point);
              }
            });
    return printable.toString();
  }

  private static String escape(char c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> String.format("\\u%04x", (int) c);
    };
  }

  /** By its category (Unicode 15, chapter 4.5): what has no shape of its own. */
  private static boolean isReplaced(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL, // C0, DEL and C1
          Character.FORMAT, // direction of writing, invisible characters
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE -> // half a character
          true;
      default -> false;
    };
  }
}
