package dev.sockwatch.tests.support;

import java.util.List;

/** How much of the tests this build runs: a named part, or with {@code -Plong} everything. */
public final class Extent {
  private Extent() {}

  /** Whether the profile {@code long} is on. */
  public static boolean isLong() {
    return Boolean.getBoolean("sockwatch.test.long");
  }

  /** Every JDK of the matrix with the profile; else one, a different one for each turn. */
  public static List<Jdk> jdks(int turn) {
    List<Jdk> all = Jdks.matrix();
    return isLong() ? all : List.of(all.get(turn % all.size()));
  }
}
