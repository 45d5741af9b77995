package dev.sockwatch.weave.library;

/** The library, whole. */
public final class Words {
  private Words() {}

  public static String place() {
    return "library";
  }

  public static String newest() {
    return "newest";
  }
}
