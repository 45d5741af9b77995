package dev.sockwatch.junit;

import dev.sockwatch.api.LeftSocketView;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sockets that a test left open. Its stack trace is that of the first one's opening, so that build
 * tools and IDEs name that line and lead there.
 */
final class LeakError extends AssertionError {
  private static final Pattern FRAME = Pattern.compile("(.+)\\.([^.(]+)\\(([^:)]*)(?::(\\d+))?\\)");

  LeakError(String message, List<LeftSocketView> sockets) {
    super(message);
    List<StackTraceElement> frames = new ArrayList<>();
    for (String line : sockets.isEmpty() ? List.<String>of() : LeakText.opening(sockets.get(0))) {
      Matcher frame = FRAME.matcher(line);
      if (frame.matches()) {
        int number = frame.group(4) == null ? -1 : Integer.parseInt(frame.group(4));
        frames.add(new StackTraceElement(frame.group(1), frame.group(2), frame.group(3), number));
      }
    }
    setStackTrace(frames.toArray(new StackTraceElement[0]));
  }
}
