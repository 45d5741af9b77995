package dev.sockwatch.kernel.silent;

import org.jspecify.annotations.Nullable;

/**
 * Stands in for {@code java.util.logging.Logger} in JNA, under the signatures that JNA uses, and
 * says nothing: what matters arrives as an exception.
 */
@SuppressWarnings("unused") // linked from JNA's relocated classes
public final class Logger {
  private static final Logger SILENT = new Logger();

  private Logger() {}

  public static Logger getLogger(String name) {
    return SILENT;
  }

  public boolean isLoggable(Level level) {
    return false;
  }

  public void log(Level level, String message) {}

  public void log(Level level, String message, @Nullable Object parameter) {}

  public void log(Level level, String message, @Nullable Object @Nullable [] parameters) {}

  public void log(Level level, String message, @Nullable Throwable thrown) {}
}
