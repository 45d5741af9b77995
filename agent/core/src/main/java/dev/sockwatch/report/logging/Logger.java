package dev.sockwatch.report.logging;

import dev.sockwatch.report.log.LogTarget;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for {@code java.util.logging.Logger} in libraries, under the signatures that they use.
 *
 * <p>OpenTelemetry's console exporters say what they are asked to say. Its senders say nothing,
 * ours logs once that a collector is unreachable; the rest of it says each warning once.
 */
@SuppressWarnings("unused") // linked from relocated classes
public final class Logger {
  private static final int MAX_WARNINGS = 10;
  private static final Set<String> LOGGED = ConcurrentHashMap.newKeySet();
  private static final Handler[] NO_HANDLERS = {};

  /** What is said at all; null for nothing. */
  private final @Nullable Level threshold;

  private Logger(@Nullable Level threshold) {
    this.threshold = threshold;
  }

  public static Logger getLogger(String name) {
    if (name.startsWith("io.opentelemetry.exporter.logging.")) {
      return new Logger(Level.INFO);
    }
    boolean saysNothing = !name.startsWith("io.opentelemetry.") || name.contains(".export");
    return new Logger(saysNothing ? null : Level.WARNING);
  }

  public boolean isLoggable(Level level) {
    return threshold != null && level.isAtLeast(threshold);
  }

  public void fine(String message) {
    log(Level.FINE, message);
  }

  public void info(String message) {
    log(Level.INFO, message);
  }

  public void warning(String message) {
    log(Level.WARNING, message);
  }

  public void log(Level level, String message) {
    if (!isLoggable(level)) {
      return;
    }
    if (threshold == Level.INFO) {
      LogTarget.info(message);
    } else if (LOGGED.size() < MAX_WARNINGS && LOGGED.add(message)) {
      LogTarget.info("OpenTelemetry: " + message);
    }
  }

  public void log(Level level, String message, @Nullable Object parameter) {
    log(level, message.replace("{0}", String.valueOf(parameter)));
  }

  public void log(Level level, String message, @Nullable Object @Nullable [] parameters) {
    String filled = message;
    for (int i = 0; parameters != null && i < parameters.length; i++) {
      filled = filled.replace("{" + i + "}", String.valueOf(parameters[i]));
    }
    log(level, filled);
  }

  public void log(Level level, String message, @Nullable Throwable thrown) {
    log(level, thrown == null ? message : message + " (" + thrown + ")");
  }

  public Handler[] getHandlers() {
    return NO_HANDLERS;
  }
}
