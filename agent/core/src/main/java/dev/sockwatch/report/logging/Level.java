package dev.sockwatch.report.logging;

/**
 * Stands in for {@code java.util.logging.Level} in libraries, under the names that they use.
 *
 * <p>Initialising the real one reads the JVM's logging configuration, and a LogManager that the
 * application brings can then no longer be installed.
 */
@SuppressWarnings("unused") // linked from relocated classes
public final class Level {
  public static final Level SEVERE = new Level(1000);
  public static final Level WARNING = new Level(900);
  public static final Level INFO = new Level(800);
  public static final Level FINE = new Level(500);
  public static final Level FINER = new Level(400);
  public static final Level FINEST = new Level(300);

  private final int rank;

  private Level(int rank) {
    this.rank = rank;
  }

  boolean isAtLeast(Level other) {
    return rank >= other.rank;
  }
}
