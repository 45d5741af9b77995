package dev.sockwatch.tests.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The JDKs of this machine that the agent supports: 17 and later. */
public final class Jdks {
  /** Homes of further JDKs, separated by a colon. */
  public static final String JDKS_PROPERTY = "sockwatch.test.jdks";

  /** Environment variable: how many feature versions there must be; CI asks for two. */
  public static final String LEAST_VARIABLE = "TEST_JDKS_AT_LEAST";

  private static final String EACH_PROPERTY = "sockwatch.test.eachJdk";

  private static final int OLDEST_FEATURE = 17;
  private static final Pattern RELEASE_VERSION = Pattern.compile("JAVA_VERSION=\"([^\"]+)\"");
  private static final Pattern PRINTED_VERSION = Pattern.compile("version \"([^\"]+)\"");

  private static final List<Jdk> MATRIX = printed(newestOfEachFeature(find(candidates())));

  private Jdks() {}

  /** One JDK per feature version, the newest update of it, oldest feature first. */
  public static List<Jdk> matrix() {
    return MATRIX;
  }

  /** The JDK of the matrix with the oldest feature version. */
  public static Jdk oldest() {
    return MATRIX.get(0);
  }

  /** The JDK of the matrix with the newest feature version. */
  public static Jdk newest() {
    return MATRIX.get(MATRIX.size() - 1);
  }

  /** Whether what need not run on each JDK does, too: in the profile "long". */
  public static boolean isEachForAll() {
    return Boolean.getBoolean(EACH_PROPERTY);
  }

  /**
   * A JDK and a row, for tests of what lies above the hooks and the kernel sources: the rows are
   * dealt out to the JDKs; with the profile "long" each runs on each.
   */
  public static Stream<Arguments> dealt(List<?> rows) {
    return IntStream.range(0, rows.size())
        .boxed()
        .flatMap(
            i ->
                (isEachForAll() ? MATRIX : List.of(MATRIX.get(i % MATRIX.size())))
                    .stream().map(jdk -> with(jdk, rows.get(i))));
  }

  private static Arguments with(Jdk jdk, Object row) {
    Object[] values = row instanceof List<?> several ? several.toArray() : new Object[] {row};
    return Arguments.of(Stream.concat(Stream.of(jdk), Stream.of(values)).toArray());
  }

  /** All usable JDKs among these homes, each once however many links lead to it. */
  static List<Jdk> find(List<Path> homes) {
    Set<Path> real = new LinkedHashSet<>();
    for (Path home : homes) {
      realHome(home).ifPresent(real::add);
    }
    List<Jdk> found = new ArrayList<>();
    for (Path home : real) {
      version(home)
          .filter(version -> version.feature() >= OLDEST_FEATURE)
          .ifPresent(version -> found.add(new Jdk(home, version)));
    }
    return found;
  }

  static List<Jdk> newestOfEachFeature(List<Jdk> jdks) {
    TreeMap<Integer, Jdk> newest = new TreeMap<>();
    for (Jdk jdk : jdks) {
      newest.merge(
          jdk.feature(),
          jdk,
          (a, b) -> a.version().compareToIgnoreOptional(b.version()) < 0 ? b : a);
    }
    return List.copyOf(newest.values());
  }

  /** How many feature versions this run insists on: one, unless the environment says more. */
  public static int least() {
    return Integer.parseInt(Optional.ofNullable(System.getenv(LEAST_VARIABLE)).orElse("1"));
  }

  private static List<Path> candidates() {
    List<Path> homes = new ArrayList<>();
    for (String home : System.getProperty(JDKS_PROPERTY, "").split(File.pathSeparator, -1)) {
      if (!home.isBlank()) {
        homes.add(Path.of(home.strip()));
      }
    }
    Optional.ofNullable(System.getenv("JAVA_HOME"))
        .filter(home -> !home.isBlank())
        .map(Path::of)
        .ifPresent(homes::add);
    homes.add(Path.of(System.getProperty("java.home")));
    for (String parent : List.of("/usr/lib/jvm", "/usr/java", "/opt/java")) {
      homes.addAll(children(Path.of(parent)));
    }
    homes.addAll(children(Path.of(System.getProperty("user.home"), ".sdkman/candidates/java")));
    return homes;
  }

  private static List<Path> children(Path parent) {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(parent)) {
      return children.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> realHome(Path home) {
    try {
      return Files.isExecutable(home.resolve("bin/java"))
          ? Optional.of(home.toRealPath())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Runtime.Version> version(Path home) {
    Optional<Runtime.Version> released = released(home);
    return released.isPresent() ? released : printedBy(home);
  }

  private static Optional<Runtime.Version> released(Path home) {
    try {
      Path release = home.resolve("release");
      return Files.isRegularFile(release)
          ? parse(RELEASE_VERSION.matcher(Files.readString(release)))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Runtime.Version> printedBy(Path home) {
    try {
      Process java =
          new ProcessBuilder(home.resolve("bin/java").toString(), "-version")
              .redirectErrorStream(true)
              .start();
      String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return java.waitFor(20, TimeUnit.SECONDS)
          ? parse(PRINTED_VERSION.matcher(output))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Empty also for the old scheme: "1.8.0_504" is no valid version today. */
  private static Optional<Runtime.Version> parse(Matcher matcher) {
    try {
      return matcher.find()
          ? Optional.of(Runtime.Version.parse(matcher.group(1)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static List<Jdk> printed(List<Jdk> matrix) {
    System.out.println("JDK matrix: " + matrix.size() + " feature version(s)");
    for (Jdk jdk : matrix) {
      System.out.println("  " + jdk + " in " + jdk.home());
    }
    return matrix;
  }
}
