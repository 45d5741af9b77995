package dev.sockwatch.weave.moved;

/** The library, of an older version. */
public final class Words {
  private Words() {}

  public static String place() {
    return "moved";
  }
}
