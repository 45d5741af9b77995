package dev.sockwatch.junit;

/** Who answers for a socket: each test for its own, or the class for those of all its tests. */
public enum ScopeLevel {
  /** A socket that a test has opened must be closed when that test ends. */
  METHOD,
  /** A socket must be closed when the test class ends. */
  CLASS
}
