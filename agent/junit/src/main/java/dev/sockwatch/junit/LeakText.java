package dev.sockwatch.junit;

import dev.sockwatch.api.LeftSocketView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a person reads about sockets that were left open: what, since when, where, what to do. */
final class LeakText {
  private static final int MOST_SOCKETS = 10;
  private static final int MOST_FRAMES = 12;
  private static final List<String> FRAMEWORKS = List.of("org.junit.", "org.testng.");
  private static final List<String> REFLECTION =
      List.of("java.lang.reflect.", "java.lang.invoke.", "jdk.internal.", "... ");

  private LeakText() {}

  static String of(String scope, List<LeftSocketView> sockets, Duration waited) {
    StringBuilder text = new StringBuilder();
    text.append("sockwatch: ")
        .append(scope)
        .append(
            sockets.size() == 1
                ? " left 1 socket open"
                : " left " + sockets.size() + " sockets open")
        .append(", ")
        .append(duration(waited.toMillis()))
        .append(" after its end");
    for (LeftSocketView socket : sockets.subList(0, Math.min(MOST_SOCKETS, sockets.size()))) {
      append(text, socket);
    }
    if (sockets.size() > MOST_SOCKETS) {
      text.append("\n\n  and ").append(sockets.size() - MOST_SOCKETS).append(" more");
    }
    return text.toString();
  }

  private static void append(StringBuilder text, LeftSocketView socket) {
    text.append("\n\n  ").append(what(socket));
    line(text, "opened at", socket.callSite() == null ? "unknown" : socket.callSite());
    callers(text, fromTheTestDown(callersOf(socket)));
    if (socket.reason() != null) {
      line(text, "why here", socket.reason());
    }
    if (!socket.endOfInputReader().isEmpty()) {
      line(text, "peer", "has closed; the end of input was read at");
      callers(text, fromTheTestDown(socket.endOfInputReader()));
    }
    line(text, "fix", remedy(socket));
  }

  /** What says something; where only a library can be blamed, the whole stack. */
  private static List<String> callersOf(LeftSocketView socket) {
    List<String> frames = socket.stack();
    int site = frames.indexOf(socket.callSite());
    return socket.callers().isEmpty() ? frames.subList(site + 1, frames.size()) : socket.callers();
  }

  private static void callers(StringBuilder text, List<String> frames) {
    frames.forEach(frame -> text.append("\n                 ").append(frame));
  }

  private static void line(StringBuilder text, String label, String value) {
    text.append(String.format(Locale.ROOT, "%n    %-10s ", label)).append(value);
  }

  private static String what(LeftSocketView socket) {
    List<String> words = new ArrayList<>();
    words.add(kind(socket) + address(socket));
    if (socket.state() != null) {
      words.add(socket.state());
    }
    words.add("open for " + duration(socket.openMillis()));
    Long unread = socket.unreadBytes();
    if (unread != null && unread > 0) {
      words.add(unread + " unread bytes");
    }
    if (socket.closeRequested()) {
      words.add("closed by the program, its descriptor is still held");
    }
    if (socket.abandoned()) {
      words.add("dropped without a close");
    }
    return String.join(", ", words);
  }

  private static String kind(LeftSocketView socket) {
    return switch (socket.role()) {
      case "client" -> "client connection";
      case "server" -> "accepted connection";
      case "datagram" -> "datagram socket";
      case "unconnected" -> "socket that was never connected";
      default -> socket.role();
    };
  }

  private static String address(LeftSocketView socket) {
    if (socket.local() == null) {
      return socket.remote() == null ? "" : " to " + socket.remote();
    }
    return " " + socket.local() + (socket.remote() == null ? "" : " -> " + socket.remote());
  }

  private static String remedy(LeftSocketView socket) {
    if (socket.closeRequested()) {
      return "run selectNow() on the selector that it is registered with, or close the selector";
    }
    String site = socket.callSite() == null ? "" : socket.callSite();
    if (site.contains("(library frame")) {
      return "close the client, server or pool that this library runs, in @AfterEach or @AfterAll";
    }
    return switch (socket.role()) {
      case "listener" -> "close the listener on every path, e.g. in @AfterEach";
      case "server" -> "close the accepted connection when its client is done, or stop the server";
      default ->
          socket.endOfInputReader().isEmpty()
              ? "close it on every path, e.g. by try-with-resources"
              : "close it where the end of input is read";
    };
  }

  /** Without what called the test; the middle of a long one is left out. */
  static List<String> fromTheTestDown(List<String> stack) {
    List<String> frames = stack.subList(0, outermost(stack));
    int more = frames.size() - MOST_FRAMES;
    if (more <= 1) {
      return frames;
    }
    List<String> shown = new ArrayList<>(frames.subList(0, MOST_FRAMES - 1));
    shown.add("... " + more + " more");
    shown.add(frames.get(frames.size() - 1));
    return shown;
  }

  /** The whole opening stack of a socket, from there to the test. */
  static List<String> opening(LeftSocketView socket) {
    List<String> stack = socket.stack();
    int site = Math.max(0, stack.indexOf(socket.callSite()));
    return stack.subList(0, site + outermost(stack.subList(site, stack.size())));
  }

  /** How many frames are the test's: none of a test framework, nor the reflection it calls by. */
  private static int outermost(List<String> stack) {
    int end = 0;
    while (end < stack.size() && !isOf(FRAMEWORKS, stack.get(end))) {
      end++;
    }
    while (end < stack.size() && end > 0 && isOf(REFLECTION, stack.get(end - 1))) {
      end--;
    }
    return end;
  }

  private static boolean isOf(List<String> packages, String frame) {
    return packages.stream().anyMatch(frame::startsWith);
  }

  static String duration(long millis) {
    return millis < 1000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
  }
}
