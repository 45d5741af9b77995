package dev.sockwatch.tests.support;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The classes of one package of the tests as a jar: archives of classes want no folders. */
public final class ProgramJar {
  private ProgramJar() {}

  /** Writes the classes of a package such as {@code com.example.places} to a new jar. */
  public static Path of(String packageName, Path folder) throws IOException {
    Path jar = folder.resolve("program.jar");
    String inside = packageName.replace('.', '/');
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (Path file : classes(ForkedJvm.testClasses().resolve(inside))) {
        entries.putNextEntry(new ZipEntry(inside + "/" + file.getFileName()));
        Files.copy(file, entries);
      }
    }
    return jar;
  }

  private static List<Path> classes(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
  }
}
