package dev.sockwatch.tests.support;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tests of {@code com.example.leaktests}, run by one version of JUnit in a JVM of its own. */
public final class TestRun {
  /** Of sockwatch-junit's own pom, the oldest that is supported. */
  public static final String OLDEST_JUNIT = "5.10.2";

  /** The newest. */
  public static final String NEWEST_JUNIT = "6.1.3";

  private static final String RUNNER = "com.example.leaktests.RunTests";
  private static final Pattern LINE =
      Pattern.compile("(SUCCESSFUL|FAILED)\\|junit-jupiter([^|]*)\\|(.*)");
  private static final Pattern LEFT = Pattern.compile("left (\\d+) sockets? open");
  private static final Pattern SITE = Pattern.compile("opened at +([^|(]*)\\(");
  private static final Pattern REASON = Pattern.compile("\\|    why here +([^|]*)");

  private final List<String> arguments = new ArrayList<>();
  private final List<Path> classPath = new ArrayList<>();
  private final ForkedJvm jvm;
  private final Path junit;

  private TestRun(ForkedJvm jvm, String junit) {
    this.jvm = jvm.toleratingStderr(line -> true);
    set("sockwatch.junit.grace", "100ms");
    classPath.add(ForkedJvm.testClasses());
    classPath.add(ForkedJvm.requiredJar("sockwatch.test.junitJar"));
    classPath.add(ForkedJvm.requiredJar("sockwatch.test.apiJar"));
    this.junit = Path.of("target", "junit-" + junit, "*");
  }

  /** With the packaged agent, one test after the other, unless said. */
  public static TestRun on(Jdk jdk, String junit) {
    return new TestRun(ForkedJvm.on(jdk), junit);
  }

  /** The JVM, to give it options. */
  public ForkedJvm jvm() {
    return jvm;
  }

  /** Adds a jar, or a folder of jars if it ends with a star. */
  public TestRun with(Path entry) {
    classPath.add(entry);
    return this;
  }

  /** Adds the libraries of these tests whose file names begin so. */
  public TestRun withLibraries(String... names) {
    String own = System.getProperty("java.class.path");
    for (String entry : own.split(File.pathSeparator, -1)) {
      Path file = Path.of(entry).getFileName();
      if (file != null && Stream.of(names).anyMatch(file.toString()::startsWith)) {
        classPath.add(Path.of(entry));
      }
    }
    return this;
  }

  /** Sets a configuration parameter of JUnit. */
  public TestRun set(String key, String value) {
    arguments.add(key + "=" + value);
    return this;
  }

  /** All methods and classes at the same time, or one after the other. */
  public TestRun parallel(boolean parallel) {
    String prefix = "junit.jupiter.execution.parallel.";
    set(prefix + "enabled", Boolean.toString(parallel));
    set(prefix + "mode.default", "concurrent");
    set(prefix + "mode.classes.default", "concurrent");
    set(prefix + "config.strategy", "fixed");
    set(prefix + "config.fixed.parallelism", "6");
    return set(prefix + "config.fixed.max-pool-size", "6");
  }

  /** Runs the classes of {@code com.example.leaktests} with these simple names. */
  public Outcome run(String... classes) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of(classes));
    classPath.add(junit);
    return new Outcome(
        jvm.classPath(classPath.toArray(Path[]::new)).run(RUNNER, all.toArray(String[]::new)));
  }

  /** Runs another main class, with this class path but without JUnit Jupiter. */
  public FinishedJvm main(String main) {
    return jvm.classPath(classPath.toArray(Path[]::new)).run(main);
  }

  /**
   * What came of it.
   *
   * @param jvm its output
   */
  public record Outcome(FinishedJvm jvm) {
    /** Each test and failed class with its verdict, without line numbers, times and addresses. */
    public Map<String, String> verdicts() {
      Map<String, String> verdicts = new TreeMap<>();
      for (String line : jvm.out()) {
        Matcher matcher = LINE.matcher(line);
        if (matcher.matches()) {
          String name = matcher.group(2).replaceAll("com\\.example\\.leaktests\\.|\\(.*?\\)", "");
          verdicts.put(
              name.isEmpty() ? "the suite" : name.substring(" > ".length()),
              matcher.group(1).equals("SUCCESSFUL") ? "passes" : verdict(matcher.group(3)));
        }
      }
      return verdicts;
    }

    /** The first lines of the failure of a test and what is suppressed in it, as they are shown. */
    public String failure(String test) {
      return jvm.out().stream()
          .map(LINE::matcher)
          .filter(m -> m.matches() && m.group(2).endsWith(test))
          .map(m -> m.group(3).replace('|', '\n'))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no failure of " + test + ": " + jvm.transcript()));
    }

    private static String verdict(String message) {
      String own =
          message.startsWith("sockwatch:") ? "" : message.replaceFirst("\\|.*", "") + " + ";
      Matcher left = LEFT.matcher(message);
      if (!left.find()) {
        return message;
      }
      return own
          + "left "
          + left.group(1)
          + ": "
          + found(SITE, message).collect(Collectors.joining(", "))
          + found(REASON, message)
              .map(r -> "; " + r.replaceAll("\"[^\"]*\"", "T").replaceAll("_(one|two|three)", "_N"))
              .distinct()
              .collect(Collectors.joining());
    }

    private static Stream<String> found(Pattern pattern, String message) {
      return pattern
          .matcher(message)
          .results()
          .map(r -> r.group(1).replace("com.example.leaktests.", ""));
    }
  }
}
