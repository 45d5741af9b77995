package dev.sockwatch.tests.harm;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** Flags of a JVM, or a place where it runs: a row of {@link FlagsAndPlacesTest}. */
final class Place {
  private static final String FOUND = "sockwatch: ERROR close-wait ";

  private final String name;
  private final Preparation preparation;
  private boolean inEveryBuild;
  private IntPredicate features = feature -> true;
  private String awaited = FOUND;
  private Predicate<String> stderr = line -> false;

  /** Makes a process run there. */
  interface Preparation {
    ForkedJvm prepare(ForkedJvm jvm, Site site) throws Exception;
  }

  /**
   * What a row may need to prepare its process.
   *
   * @param jdk it runs on
   * @param program the jar that holds the program
   * @param folder an empty one
   */
  record Site(Jdk jdk, Path program, Path folder) {}

  Place(String name, Preparation preparation) {
    this.name = name;
    this.preparation = preparation;
  }

  /** A JVM with flags. */
  static Place flags(String... flags) {
    return new Place(String.join(" ", flags), (jvm, site) -> jvm.jvmArgs(flags));
  }

  /** A JVM that is started by another command. */
  static Place behind(String name, Preparation preparation) {
    return new Place(name, preparation);
  }

  /** Runs in the default build, on one JDK; the others only with the profile. */
  Place inEveryBuild() {
    inEveryBuild = true;
    return this;
  }

  /** Only where the JDK has it. */
  Place on(IntPredicate some) {
    features = some;
    return this;
  }

  /** Instead of a finding, the agent begins a line with these words. */
  Place says(String words) {
    awaited = words;
    return this;
  }

  /** The JVM itself warns. */
  Place warns(Predicate<String> line) {
    stderr = line;
    return this;
  }

  boolean isInEveryBuild() {
    return inEveryBuild;
  }

  boolean isOn(Jdk jdk) {
    return features.test(jdk.feature());
  }

  /** The line that shows that the agent did its work, or that it says what it cannot do. */
  String awaited() {
    return awaited;
  }

  boolean isFound() {
    return awaited.equals(FOUND);
  }

  /** The process there, without or with the agent. */
  ForkedJvm prepare(ForkedJvm jvm, Site site) throws Exception {
    return preparation.prepare(jvm.toleratingStderr(stderr), site);
  }

  /** Skips the row where another program that it needs is missing or fails. */
  static void needs(Process process, String what) throws Exception {
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assumeTrue(process.waitFor() == 0, what + ": " + said);
  }

  @Override
  public String toString() {
    return name;
  }
}
