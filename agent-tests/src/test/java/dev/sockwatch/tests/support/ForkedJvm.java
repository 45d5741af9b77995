package dev.sockwatch.tests.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Java process to be started, by default with the packaged agent.
 *
 * <p>The test fails if the process outlives its deadline, ends with another exit code than
 * expected, writes anything to stderr but the agent's own lines, or if the report counts a hook
 * error.
 */
public final class ForkedJvm {
  static final int SIGTERM_EXIT = 143;

  /** Spares a JVM of a few seconds a fifth of its processor time. */
  static final String FIRST_COMPILER_ONLY = "-XX:TieredStopAtLevel=1";

  private static final List<String> INHERITED_OPTIONS =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private final Jdk jdk;
  private final List<String> prefix = new ArrayList<>();
  private final List<String> jvmArgs = new ArrayList<>();
  private final List<String> laterJvmArgs = new ArrayList<>();
  private final List<String> agentArgs = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private String classPath = testClasses().toString();
  private Duration deadline = Duration.ofSeconds(60);
  private Predicate<String> expectedStderr = ForkedJvm::isAgentLine;
  private @Nullable Integer expectedExit;
  private boolean agent = true;
  private boolean allCompilers;
  private boolean report;
  private boolean openToAll;

  private ForkedJvm(Jdk jdk) {
    this.jdk = jdk;
  }

  /** A process on {@code jdk}, with the packaged agent and the tests' own classes. */
  public static ForkedJvm on(Jdk jdk) {
    return new ForkedJvm(jdk);
  }

  /** Adds options of the JVM; they stand before {@code -javaagent}. */
  public ForkedJvm jvmArgs(String... args) {
    jvmArgs.addAll(List.of(args));
    return this;
  }

  /** Adds options of the JVM that stand after {@code -javaagent}: another agent. */
  public ForkedJvm jvmArgsAfterAgent(String... args) {
    laterJvmArgs.addAll(List.of(args));
    return this;
  }

  /** Adds a setting to the agent's argument; the key without {@code sockwatch.}. */
  public ForkedJvm agentArg(String key, String value) {
    agentArgs.add(key + "=" + value);
    return this;
  }

  /** Asks the agent for a JSON report, for {@link FinishedJvm#report()}. */
  public ForkedJvm withReport() {
    report = true;
    return this;
  }

  /** Lets any user write the report. */
  public ForkedJvm openToAll() {
    openToAll = true;
    return this;
  }

  /**
   * Lets libraries load native code and use Unsafe without a word of the JVM, whose warnings come
   * in pieces between other lines.
   */
  public ForkedJvm withNativeLibraries() {
    return jdk.feature() < 24
        ? this
        : jvmArgs("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
  }

  /**
   * Compiles as a JVM does that runs for long. Else only the first compiler works: most of these
   * programs have ended before the other one pays for itself.
   */
  public ForkedJvm withAllCompilers() {
    allCompilers = true;
    return this;
  }

  /** Runs the program alone. */
  public ForkedJvm withoutAgent() {
    agent = false;
    return this;
  }

  /** Runs the program alone at first, ready for {@link RunningJvm#attach}. */
  public ForkedJvm attachedLater() {
    return withoutAgent().jvmArgs("-XX:+EnableDynamicAgentLoading");
  }

  /** Sets an environment variable. */
  public ForkedJvm env(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Puts a command before {@code java}; it must end by becoming java (exec), not by waiting. */
  public ForkedJvm prefix(String... command) {
    prefix.addAll(List.of(command));
    return this;
  }

  /** Runs shell commands such as {@code ulimit -n 256} and then java in the same process. */
  public ForkedJvm shell(String commands) {
    return prefix("bash", "-c", commands + "; exec \"$@\"", "bash");
  }

  /** Replaces the class path. */
  public ForkedJvm classPath(Path... entries) {
    classPath =
        Stream.of(entries).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    return this;
  }

  /** Replaces the class path by the jar of the sample applications. */
  public ForkedJvm sampleApps() {
    return classPath(requiredJar("sockwatch.test.sampleApps"));
  }

  /** How long the process may run; 60 s unless said. */
  public ForkedJvm deadline(Duration longest) {
    deadline = longest;
    return this;
  }

  /** The exit code that is no failure; unless said 0, or 143 after {@link RunningJvm#terminate}. */
  public ForkedJvm expectExit(int code) {
    expectedExit = code;
    return this;
  }

  /** Accepts these lines on stderr too. */
  public ForkedJvm toleratingStderr(Predicate<String> line) {
    expectedStderr = expectedStderr.or(line);
    return this;
  }

  /** Runs the main class to its end. */
  public FinishedJvm run(Class<?> main, String... args) {
    return run(main.getName(), args);
  }

  /** Runs the main class to its end. */
  public FinishedJvm run(String main, String... args) {
    try (RunningJvm running = start(main, args)) {
      return running.finish();
    }
  }

  /** Starts the main class; the caller closes what is returned. */
  public RunningJvm start(Class<?> main, String... args) {
    return start(main.getName(), args);
  }

  /** Starts the main class; the caller closes what is returned. */
  public RunningJvm start(String main, String... args) {
    try {
      Path folder = Files.createTempDirectory("sockwatch-test");
      if (openToAll) {
        Files.setPosixFilePermissions(folder, EnumSet.allOf(PosixFilePermission.class));
      }
      Path reportFile = report ? folder.resolve("report.json") : null;
      List<String> command = command(main, args, reportFile);
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().keySet().removeIf(ForkedJvm::changesTheJvm);
      builder.environment().putAll(environment);
      return new RunningJvm(
          builder.start(), command, folder, reportFile, deadline, expectedStderr, expectedExit);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> command(String main, String[] args, @Nullable Path reportFile) {
    List<String> command = new ArrayList<>(prefix);
    command.add(jdk.java().toString());
    if (!allCompilers) {
      command.add(FIRST_COMPILER_ONLY);
    }
    command.addAll(jvmArgs);
    if (agent) {
      command.add(agentOption(reportFile));
    }
    command.addAll(laterJvmArgs);
    command.add("-cp");
    command.add(classPath);
    command.add(main);
    command.addAll(Arrays.asList(args));
    return command;
  }

  private String agentOption(@Nullable Path reportFile) {
    List<String> settings = new ArrayList<>(agentArgs);
    if (reportFile != null) {
      settings.add("report.file=" + reportFile);
    }
    String option = "-javaagent:" + agentJar();
    return settings.isEmpty() ? option : option + "=" + String.join(",", settings);
  }

  /** The packaged agent. */
  public static Path agentJar() {
    return requiredJar("sockwatch.test.agentJar");
  }

  /** The folder or jar that holds the compiled tests and probes. */
  public static Path testClasses() {
    return Path.of(ForkedJvm.class.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  /** The jar that the build names in a system property. */
  public static Path requiredJar(String property) {
    String jar = System.getProperty(property);
    if (jar == null || !Files.isRegularFile(Path.of(jar))) {
      throw new AssertionError(
          "no jar at " + property + "=" + jar + "; build it first: mvn package");
    }
    return Path.of(jar).toAbsolutePath().normalize();
  }

  private static boolean changesTheJvm(String variable) {
    return INHERITED_OPTIONS.contains(variable) || variable.startsWith("SOCKWATCH_");
  }

  private static boolean isAgentLine(String line) {
    return line.isEmpty()
        || Character.isWhitespace(line.charAt(0))
        || line.startsWith("sockwatch:");
  }
}
