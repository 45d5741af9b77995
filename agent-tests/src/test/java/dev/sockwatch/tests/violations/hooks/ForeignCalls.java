package dev.sockwatch.tests.violations.hooks;

/** Stands for the one door to native code. */
public final class ForeignCalls {
  private ForeignCalls() {}

  /** Stands for a native call. */
  public static int getsockopt() {
    return 0;
  }
}
