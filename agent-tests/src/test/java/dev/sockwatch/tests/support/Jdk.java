package dev.sockwatch.tests.support;

import java.nio.file.Path;

/** One JDK or JRE on this machine. */
public record Jdk(Path home, Runtime.Version version) {
  /** The release train, such as 17. */
  public int feature() {
    return version.feature();
  }

  /** The launcher. */
  public Path java() {
    return home.resolve("bin").resolve("java");
  }

  @Override
  public String toString() {
    return "JDK " + version;
  }
}
