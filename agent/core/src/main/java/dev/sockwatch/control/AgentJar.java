package dev.sockwatch.control;

import java.net.URI;
import java.security.CodeSource;

/** Where this agent was loaded from. */
public final class AgentJar {
  /** A path in the file system of this JVM, or the empty text when it is not known. */
  public static final String PATH = path(AgentJar.class.getProtectionDomain().getCodeSource());

  private AgentJar() {}

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
