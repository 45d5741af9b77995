package com.example.support;

/**
 * The time scale of the sample applications: one window stands for what is 30 seconds in
 * production.
 */
public final class Windows {
  private static final long MILLIS = Long.getLong("sample.window", 600);
  private static final int COUNT = Integer.getInteger("sample.windows", 6);

  private Windows() {}

  /** How many windows a program goes on after it has provoked its problem. */
  public static int count() {
    return COUNT;
  }

  /** The length of {@code windows} windows in milliseconds, for time-outs. */
  public static int millis(double windows) {
    return (int) (windows * MILLIS);
  }

  public static void pause(double windows) throws InterruptedException {
    Thread.sleep(millis(windows));
  }

  /** Lets the program live on, so that whoever watches it can see its state. */
  public static void keepRunning() throws InterruptedException {
    pause(COUNT);
  }
}
