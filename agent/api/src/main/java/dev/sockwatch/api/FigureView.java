package dev.sockwatch.api;

import org.jspecify.annotations.Nullable;

/**
 * One named figure: a kernel value, a socket option, a piece of evidence. One of the four values is
 * there, the others are null.
 *
 * @param name what it is, with its unit
 * @param number its value, if it is a whole number
 * @param decimal its value, if it is a number with a fraction, e.g. a rate
 * @param flag its value, if it is true or false
 * @param text its value, if it is a text
 */
public record FigureView(
    String name,
    @Nullable Long number,
    @Nullable Double decimal,
    @Nullable Boolean flag,
    @Nullable String text) {
  /** Of printable text. */
  public FigureView {
    name = PrintableText.of(name);
    text = PrintableText.ofNullable(text);
  }

  /** A figure that is a whole number. */
  public static FigureView of(String name, long number) {
    return new FigureView(name, number, null, null, null);
  }

  /** A figure that is a number with a fraction. */
  public static FigureView of(String name, double decimal) {
    return new FigureView(name, null, decimal, null, null);
  }

  /** A figure that is true or false. */
  public static FigureView of(String name, boolean flag) {
    return new FigureView(name, null, null, flag, null);
  }

  /** A figure that is a text. */
  public static FigureView of(String name, String text) {
    return new FigureView(name, null, null, null, text);
  }

  /** A figure of the type that the value has. */
  public static FigureView typed(String name, Object value) {
    if (value instanceof Boolean flag) {
      return of(name, flag.booleanValue());
    }
    if (value instanceof Double || value instanceof Float) {
      return of(name, ((Number) value).doubleValue());
    }
    return value instanceof Number number
        ? of(name, number.longValue())
        : of(name, value.toString());
  }

  /** The value as text, whichever it is. */
  public String value() {
    if (text != null) {
      return text;
    }
    if (decimal != null) {
      // 43, not 43.0: the fraction says nothing.
      return decimal == Math.rint(decimal)
          ? Long.toString(Math.round(decimal))
          : Double.toString(decimal);
    }
    return flag != null ? flag.toString() : String.valueOf(number);
  }
}
