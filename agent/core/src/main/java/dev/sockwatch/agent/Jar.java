package dev.sockwatch.agent;

import java.net.URI;
import java.security.CodeSource;

/** Where this agent was loaded from. */
final class Jar {
  /** A path in the file system of this JVM, or the empty text when it is not known. */
  static final String PATH = path(Jar.class.getProtectionDomain().getCodeSource());

  private Jar() {}

  private static String path(CodeSource source) {
    if (source == null || source.getLocation() == null) {
      return "";
    }
    try {
      String path = URI.create(source.getLocation().toString()).getPath();
      return path == null ? "" : path;
    } catch (IllegalArgumentException e) {
      return source.getLocation().getPath();
    }
  }
}
