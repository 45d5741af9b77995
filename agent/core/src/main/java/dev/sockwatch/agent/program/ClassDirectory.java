package dev.sockwatch.agent.program;

import dev.sockwatch.stack.KnownLibraries;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A directory of classes. A class path entry may be a whole tree of other things, so only so many
 * files and directories are looked at, and only directories that can be packages.
 */
final class ClassDirectory {
  private static final int MOST_LOOKED_AT = 10_000;

  private final Path root;

  ClassDirectory(Path root) {
    this.root = root;
  }

  /** The packages that have classes here. */
  Set<String> packages() {
    Visitor visitor = new Visitor(root);
    try {
      Files.walkFileTree(root, visitor);
    } catch (IOException | RuntimeException e) {
      return visitor.packages; // what cannot be read is not known
    }
    return visitor.packages;
  }

  /** But for those of libraries that are unpacked beside them. */
  Set<String> packagesWithout(KnownLibraries libraries) {
    return packages().stream()
        .filter(name -> !libraries.isLibrary(name + ".") && !libraries.isJdk(name + "."))
        .collect(Collectors.toSet());
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Set<String> packages = new TreeSet<>();
    private int lookedAt;

    Visitor(Path root) {
      this.root = root;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      return directory.equals(root) || isWord(directory.getFileName().toString())
          ? next()
          : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      Path parent = file.getParent();
      if (parent != null && file.toString().endsWith(".class")) {
        packages.add(root.relativize(parent).toString().replace('/', '.'));
      }
      return next();
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return next();
    }

    private static boolean isWord(String name) {
      return Character.isJavaIdentifierStart(name.charAt(0))
          && name.chars().allMatch(Character::isJavaIdentifierPart);
    }

    private FileVisitResult next() {
      return lookedAt++ < MOST_LOOKED_AT ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }
  }
}
