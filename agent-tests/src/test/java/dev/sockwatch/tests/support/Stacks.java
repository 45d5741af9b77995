package dev.sockwatch.tests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The libraries of the compatibility matrix, which the build has put into one folder. */
public final class Stacks {
  private Stacks() {}

  /** The tests' own classes and all libraries. */
  public static Path[] classPath() {
    Path folder = Path.of(System.getProperty("sockwatch.test.stacks", ""));
    try (Stream<Path> jars = Files.list(folder)) {
      return Stream.concat(Stream.of(ForkedJvm.testClasses()), jars.sorted()).toArray(Path[]::new);
    } catch (IOException e) {
      throw new UncheckedIOException("build it first: mvn package", e);
    }
  }

  /** A line in which the JVM warns of what a library does. */
  public static boolean warnsOfLibraries(String line) {
    return line.startsWith("WARNING: ");
  }
}
