package dev.sockwatch.cli;

/** Texts cut to a width. */
final class Texts {
  private static final String CUT = "...";

  private Texts() {}

  /** The end of a text, which says more of a class or a line of code. */
  static String end(String text, int width) {
    return text.length() <= width
        ? text
        : CUT + text.substring(text.length() - width + CUT.length());
  }

  /** The beginning of a text. */
  static String beginning(String text, int width) {
    return text.length() <= width ? text : text.substring(0, width - CUT.length()) + CUT;
  }
}
