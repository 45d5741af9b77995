package dev.sockwatch.agent.settings;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * File names with places to fill, so that JVMs with the same settings do not write into one file:
 * {@code %p} is the pid, {@code %h} the host name, {@code %%} a percent sign.
 */
public final class FileNames {
  private FileNames() {}

  /** Whether each percent sign stands for something. */
  static boolean isPattern(String value) {
    for (int i = value.indexOf('%'); i >= 0; i = value.indexOf('%', i + 2)) {
      if (i + 1 == value.length() || "ph%".indexOf(value.charAt(i + 1)) < 0) {
        return false;
      }
    }
    return true;
  }

  /** What matches the names, without their folders, that a valid pattern means in JVMs here. */
  public static Pattern ofAnyPid(String pattern, String host) {
    String name = pattern.substring(pattern.lastIndexOf('/') + 1);
    return Pattern.compile(filled(name, "\\d+", Pattern.quote(host), Pattern::quote));
  }

  /** The name that a valid pattern means in this JVM. */
  public static String filled(String pattern, long pid, String host) {
    return filled(pattern, Long.toString(pid), host, UnaryOperator.identity());
  }

  private static String filled(
      String pattern, String pid, String host, UnaryOperator<String> literally) {
    StringBuilder name = new StringBuilder();
    int done = 0;
    for (int at = pattern.indexOf('%'); at >= 0; at = pattern.indexOf('%', done)) {
      name.append(literally.apply(pattern.substring(done, at)));
      switch (pattern.charAt(at + 1)) {
        case 'p' -> name.append(pid);
        case 'h' -> name.append(host);
        default -> name.append(literally.apply("%"));
      }
      done = at + 2;
    }
    name.append(literally.apply(pattern.substring(done)));
    return name.toString();
  }
}
