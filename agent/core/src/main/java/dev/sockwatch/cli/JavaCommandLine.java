package dev.sockwatch.cli;

import java.util.List;
import java.util.Set;

/**
 * What the command line and the environment of a JVM say without asking it.
 *
 * @param arguments with the launcher first
 * @param environment {@code NAME=value}
 */
record JavaCommandLine(List<String> arguments, List<String> environment) {
  private static final Set<String> WITH_VALUE =
      Set.of(
          "-cp",
          "-classpath",
          "--class-path",
          "-p",
          "--module-path",
          "--upgrade-module-path",
          "--add-modules",
          "--add-exports",
          "--add-opens",
          "--add-reads",
          "--patch-module",
          "--limit-modules",
          "--enable-native-access",
          "--source");

  private static final Set<String> OPTION_VARIABLES =
      Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  /** The main class, jar or module; the launcher where none is given. */
  String main() {
    for (int i = 1; i < arguments.size(); i++) {
      String word = arguments.get(i);
      String next = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
      if (word.equals("-jar")) {
        return fileName(next);
      } else if (word.equals("-m") || word.equals("--module")) {
        return next;
      } else if (WITH_VALUE.contains(word)) {
        i++;
      } else if (!word.startsWith("-") && !word.startsWith("@")) {
        return word;
      }
    }
    return arguments.isEmpty() ? "unknown" : fileName(arguments.get(0));
  }

  /** Whether the launcher is named java. */
  boolean isJava() {
    return !arguments.isEmpty() && fileName(arguments.get(0)).equals("java");
  }

  /** Whether a flag was turned to this: the last word wins, and an environment comes first. */
  boolean flag(String name, boolean value, boolean otherwise) {
    boolean state = otherwise;
    for (String variable : environment) {
      int equals = variable.indexOf('=');
      if (equals > 0 && OPTION_VARIABLES.contains(variable.substring(0, equals))) {
        state = after(List.of(variable.substring(equals + 1).split("\\s+", -1)), name, state);
      }
    }
    return after(arguments, name, state) == value;
  }

  private static boolean after(List<String> words, String name, boolean before) {
    boolean state = before;
    for (String word : words) {
      if (word.equals("-XX:+" + name)) {
        state = true;
      } else if (word.equals("-XX:-" + name)) {
        state = false;
      }
    }
    return state;
  }

  private static String fileName(String path) {
    // By hand: where the locale is C, a Path refuses what it cannot encode.
    return path.endsWith("/") ? path : path.substring(path.lastIndexOf('/') + 1);
  }
}
