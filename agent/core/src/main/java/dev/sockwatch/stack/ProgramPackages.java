package dev.sockwatch.stack;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The packages of the program itself, as far as they are known: the first frame of one of them is
 * blamed before any other.
 */
public final class ProgramPackages {
  /** Nothing is known, as where a test framework's runner is the main class. */
  public static final ProgramPackages UNKNOWN = new ProgramPackages(List.of(), Set.of(), null);

  private final List<String> prefixes;
  private final Set<String> packages;
  private final @Nullable String organisation;

  private ProgramPackages(
      List<String> prefixes, Set<String> packages, @Nullable String organisation) {
    this.prefixes = prefixes;
    this.packages = packages;
    this.organisation = organisation;
  }

  /** As a setting says: these packages and all below them. */
  public static ProgramPackages set(Collection<String> words) {
    return new ProgramPackages(
        words.stream().map(ProgramPackages::prefix).toList(), Set.of(), null);
  }

  /**
   * As learnt from where the program is.
   *
   * @param packages those that hold classes of it, "" for the default package
   * @param organisation what the packages of its other modules begin with, libraries that are known
   *     excepted; null where that is not known
   */
  public static ProgramPackages learnt(Set<String> packages, @Nullable String organisation) {
    return new ProgramPackages(
        List.of(), Set.copyOf(packages), organisation == null ? null : prefix(organisation));
  }

  boolean contain(String className, KnownLibraries libraries) {
    if (packages.contains(className.substring(0, Math.max(0, className.lastIndexOf('.'))))
        || prefixes.stream().anyMatch(className::startsWith)) {
      return true;
    }
    return organisation != null
        && className.startsWith(organisation)
        && !libraries.isLibrary(className);
  }

  private static String prefix(String word) {
    return word.endsWith(".") ? word : word + ".";
  }

  @Override
  public String toString() {
    return "prefixes " + prefixes + ", packages " + packages + ", organisation " + organisation;
  }
}
