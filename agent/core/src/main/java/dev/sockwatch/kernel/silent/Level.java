package dev.sockwatch.kernel.silent;

/**
 * Stands in for {@code java.util.logging.Level} in JNA, under the names that JNA uses.
 *
 * <p>Initialising the real one reads the JVM's logging configuration, and a LogManager that the
 * application brings can then no longer be installed.
 */
@SuppressWarnings("unused") // linked from JNA's relocated classes
public final class Level {
  public static final Level SEVERE = new Level();
  public static final Level WARNING = new Level();
  public static final Level INFO = new Level();
  public static final Level FINE = new Level();
  public static final Level FINER = new Level();

  private Level() {}
}
