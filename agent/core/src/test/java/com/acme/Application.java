package com.acme;

/** Stands for the watched program: a frame of it is blamed, unlike those of tests. */
public final class Application {
  private Application() {}

  /** Does it with a frame of the application on the stack. */
  public static void run(Runnable deed) {
    deed.run();
  }
}
