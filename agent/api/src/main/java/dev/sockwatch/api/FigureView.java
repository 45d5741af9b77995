package dev.sockwatch.api;

import org.jspecify.annotations.Nullable;

/**
 * One named figure: a kernel value, a socket option, a piece of evidence.
 *
 * @param name what it is, with its unit
 * @param number its value, or null when it is a text
 * @param text its value, or null when it is a number
 */
public record FigureView(String name, @Nullable Long number, @Nullable String text) {
  /** A figure that is a number. */
  public static FigureView of(String name, long number) {
    return new FigureView(name, number, null);
  }

  /** A figure that is a text. */
  public static FigureView of(String name, String text) {
    return new FigureView(name, null, text);
  }

  /** The value as text, whichever it is. */
  public String value() {
    return text != null ? text : String.valueOf(number);
  }
}
