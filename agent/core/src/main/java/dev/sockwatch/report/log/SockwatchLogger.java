package dev.sockwatch.report.log;

import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Writes info and above to the {@link LogTarget}; the level is in the message where it matters. */
final class SockwatchLogger extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1L;

  SockwatchLogger() {
    name = "sockwatch";
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      String pattern,
      Object @Nullable [] arguments,
      @Nullable Throwable failure) {
    String message = MessageFormatter.basicArrayFormat(pattern, arguments);
    LogTarget.tell(failure == null ? message : message + " (" + failure + ")");
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }

  @Override
  public boolean isDebugEnabled() {
    return false;
  }

  @Override
  public boolean isInfoEnabled() {
    return true;
  }

  @Override
  public boolean isWarnEnabled() {
    return true;
  }

  @Override
  public boolean isErrorEnabled() {
    return true;
  }
}
