package dev.sockwatch.weave;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The class files in java.base of one JDK on this machine, whichever runs the tests.
 *
 * @param version e.g. {@code 17.0.21}
 * @param files its jrt file system
 */
record JdkImage(String version, FileSystem files) {
  private static final Path DISTRIBUTIONS = Path.of("/usr/lib/jvm");
  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)([^\"]*)\"");

  /** The JDK of this JVM first, then others of 17 or later, one of each version. */
  static Stream<JdkImage> all() {
    Map<String, JdkImage> others = new TreeMap<>();
    try (Stream<Path> homes =
        Files.isDirectory(DISTRIBUTIONS) ? Files.list(DISTRIBUTIONS) : Stream.empty()) {
      for (Path home : homes.filter(h -> Files.exists(h.resolve("lib/jrt-fs.jar"))).toList()) {
        String version = version(home);
        if (version != null && !version.equals(System.getProperty("java.version"))) {
          others.put(version, new JdkImage(version, open(home)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Stream.concat(Stream.of(running()), others.values().stream());
  }

  static JdkImage running() {
    return new JdkImage(
        System.getProperty("java.version"), FileSystems.getFileSystem(URI.create("jrt:/")));
  }

  /** The bytes of a class of java.base by internal name, null when this JDK has no such class. */
  byte @Nullable [] bytes(String internalName) {
    Path file = files.getPath("/modules/java.base/" + internalName + ".class");
    try {
      return Files.exists(file) ? Files.readAllBytes(file) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The version of the JDK in a folder, null when it is older than 17 or does not say. */
  private static @Nullable String version(Path home) throws IOException {
    Path release = home.resolve("release");
    Matcher matcher = VERSION.matcher(Files.exists(release) ? Files.readString(release) : "");
    return matcher.find() && Integer.parseInt(matcher.group(1)) >= 17
        ? matcher.group(1) + matcher.group(2)
        : null;
  }

  private static FileSystem open(Path home) throws IOException {
    return FileSystems.newFileSystem(URI.create("jrt:/"), Map.of("java.home", home.toString()));
  }

  @Override
  public String toString() {
    return "JDK " + version;
  }
}
