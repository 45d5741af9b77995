package dev.sockwatch.agent.program;

import dev.sockwatch.stack.KnownLibraries;
import dev.sockwatch.stack.ProgramPackages;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Learns once which packages are the program's: from the command that started the JVM, and from the
 * jar or the directories that hold the main class. It reads names of files and entries, and loads
 * no class of the program.
 */
public final class ProgramFinder {
  private static final int MOST_ENTRIES = 200;

  private final KnownLibraries libraries;
  private final List<Path> classPath = new ArrayList<>();

  private ProgramFinder(KnownLibraries libraries, String classPath) {
    this.libraries = libraries;
    for (String entry : classPath.split(File.pathSeparator, MOST_ENTRIES + 1)) {
      Path path = path(entry);
      if (path != null && this.classPath.size() < MOST_ENTRIES) {
        this.classPath.add(path);
      }
    }
  }

  private static @Nullable Path path(String entry) {
    try {
      return entry.isEmpty() ? null : Path.of(entry);
    } catch (InvalidPathException e) {
      return null; // the class loader does not find it either
    }
  }

  /**
   * The packages of this JVM's program.
   *
   * @param words the packages that a setting names; empty to learn them
   * @param classPath the property {@code java.class.path}
   * @param command the property {@code sun.java.command}; empty where a program of its own has
   *     created the JVM
   */
  public static ProgramPackages find(
      List<String> words, String classPath, String command, KnownLibraries libraries) {
    if (!words.isEmpty()) {
      return ProgramPackages.set(words);
    }
    return new ProgramFinder(libraries, classPath)
        .learn(command.isEmpty() ? MainThread.className() : command);
  }

  private ProgramPackages learn(String command) {
    if (classPath.size() == 1 && isStartedAs(command, classPath.get(0))) {
      ProgramJar jar = ProgramJar.read(classPath.get(0), libraries);
      return jar == null ? ProgramPackages.UNKNOWN : of(jar);
    }
    String word = command.split(" ", 2)[0];
    String main = word.substring(word.indexOf('/') + 1).replace('/', '.');
    ClassDirectory unpacked = unpacked();
    if (unpacked != null && isForeign(main)) {
      return ProgramPackages.learnt(unpacked.packages(), null);
    }
    return isForeign(main) ? ProgramPackages.UNKNOWN : of(main);
  }

  /** {@code -jar} makes it the whole class path, and the command begins with it. */
  private static boolean isStartedAs(String command, Path jar) {
    return command.equals(jar.toString()) || command.startsWith(jar + " ");
  }

  private ProgramPackages of(ProgramJar jar) {
    String main = jar.mainClass();
    if (main == null || (isForeign(main) && !jar.isLayered())) {
      return ProgramPackages.UNKNOWN;
    }
    Set<String> packages = new TreeSet<>(jar.packages());
    packages.add(packageOf(main));
    return ProgramPackages.learnt(packages, Organisation.of(main, libraries));
  }

  private ProgramPackages of(String main) {
    Set<String> packages = new TreeSet<>();
    packages.add(packageOf(main));
    String file = main.replace('.', '/') + ".class";
    boolean isFound = false;
    for (Path entry : classPath) {
      if (Files.isDirectory(entry)) {
        packages.addAll(new ClassDirectory(entry).packagesWithout(libraries));
        isFound |= Files.isRegularFile(entry.resolve(file));
      }
    }
    for (int i = 0; i < classPath.size() && !isFound; i++) {
      ProgramJar jar = ProgramJar.holding(classPath.get(i), file, libraries);
      if (jar != null) {
        packages.addAll(jar.packages());
        isFound = true;
      }
    }
    return ProgramPackages.learnt(packages, Organisation.of(main, libraries));
  }

  /** A Spring Boot jar that was unpacked keeps its layout. */
  private @Nullable ClassDirectory unpacked() {
    return classPath.stream()
        .map(entry -> entry.resolve(ProgramJar.BOOT_CLASSES))
        .filter(Files::isDirectory)
        .findFirst()
        .map(ClassDirectory::new)
        .orElse(null);
  }

  /** A runner or launcher, which says nothing of what it runs. */
  private boolean isForeign(String main) {
    return main.isEmpty() || libraries.isJdk(main) || libraries.isLibrary(main);
  }

  private static String packageOf(String className) {
    return className.substring(0, Math.max(0, className.lastIndexOf('.')));
  }
}
