package dev.sockwatch.tests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The versions of Netty that the build has put aside, each in a folder of its jars. */
public final class Netty {
  public static final String NEWEST_4_1 = "4.1.137";
  public static final String NEWEST_4_2 = "4.2.18";

  private Netty() {}

  /** Those of which every hook takes, oldest first. */
  public static List<String> versions() {
    return List.of("4.1.36", "4.1.100", "4.1.115", NEWEST_4_1, "4.2.0", "4.2.7", NEWEST_4_2);
  }

  /** The tests' own classes and the jars of a version. */
  public static Path[] classPath(String version) {
    List<Path> entries = new ArrayList<>(List.of(ForkedJvm.testClasses()));
    entries.addAll(jars(version));
    return entries.toArray(Path[]::new);
  }

  /** The jars of a version. */
  public static List<Path> jars(String version) {
    Path folder = Path.of(System.getProperty("sockwatch.test.netty", ""), version);
    try (Stream<Path> jars = Files.list(folder)) {
      return jars.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("build it first: mvn package", e);
    }
  }

  /** A line in which the JVM warns of what Netty does. */
  public static boolean warnsOfNetty(String line) {
    return line.startsWith("WARNING: ");
  }
}
