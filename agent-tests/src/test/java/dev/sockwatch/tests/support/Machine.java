package dev.sockwatch.tests.support;

/**
 * What tests that run side by side share, as the name of a JUnit resource lock: those whose windows
 * are short take it for reading, those that keep every processor busy for writing.
 */
public final class Machine {
  public static final String LOAD = "load of the machine";

  private Machine() {}
}
