package dev.sockwatch.agent.program;

import dev.sockwatch.stack.KnownLibraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * What a jar says of the program in it.
 *
 * @param mainClass as the manifest names it, {@code Start-Class} of a Spring Boot jar; or null
 * @param isLayered whether its own classes and the libraries are told apart by folder
 * @param packages those that are the program's; none where libraries are mixed in
 */
record ProgramJar(@Nullable String mainClass, boolean isLayered, Set<String> packages) {
  /** Of a Spring Boot jar. */
  static final String BOOT_CLASSES = "BOOT-INF/classes/";

  private static final String WAR_CLASSES = "WEB-INF/classes/";
  private static final int MOST_ENTRIES = 100_000;

  /** Null where it cannot be read. */
  static @Nullable ProgramJar read(Path path, KnownLibraries libraries) {
    if (!Files.isRegularFile(path)) {
      return null;
    }
    try (JarFile jar = new JarFile(path.toFile(), false, ZipFile.OPEN_READ)) {
      return read(jar, libraries);
    } catch (IOException | RuntimeException e) {
      return null; // no jar: what the class loader does with it is not known
    }
  }

  /** The same, if it has this file; else null. */
  static @Nullable ProgramJar holding(Path path, String file, KnownLibraries libraries) {
    if (!Files.isRegularFile(path)) {
      return null;
    }
    try (JarFile jar = new JarFile(path.toFile(), false, ZipFile.OPEN_READ)) {
      return jar.getEntry(file) == null ? null : read(jar, libraries);
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private static ProgramJar read(JarFile jar, KnownLibraries libraries) throws IOException {
    Manifest manifest = jar.getManifest();
    Attributes main = manifest == null ? new Attributes() : manifest.getMainAttributes();
    String start = main.getValue("Start-Class");
    String classes = start == null ? "" : folder(jar, main.getValue("Spring-Boot-Classes"));
    Contents contents = new Contents(classes, libraries);
    Enumeration<? extends ZipEntry> entries = jar.entries();
    for (int i = 0; i < MOST_ENTRIES && entries.hasMoreElements(); i++) {
      contents.add(entries.nextElement().getName());
    }
    return new ProgramJar(
        start == null ? main.getValue(Attributes.Name.MAIN_CLASS) : start,
        !classes.isEmpty(),
        contents.packages());
  }

  private static String folder(JarFile jar, @Nullable String named) {
    if (named != null) {
      return named.endsWith("/") ? named : named + "/";
    }
    return jar.getEntry(BOOT_CLASSES) == null && jar.getEntry(WAR_CLASSES) != null
        ? WAR_CLASSES
        : BOOT_CLASSES;
  }

  /** The packages below one folder, and whether libraries are among them. */
  private static final class Contents {
    private final String folder;
    private final KnownLibraries libraries;
    private final Set<String> packages = new TreeSet<>();
    private int artifacts;
    private boolean hasLibraries;

    Contents(String folder, KnownLibraries libraries) {
      this.folder = folder;
      this.libraries = libraries;
    }

    void add(String entry) {
      artifacts += entry.startsWith("META-INF/maven/") && entry.endsWith("/pom.xml") ? 1 : 0;
      if (entry.startsWith(folder) && entry.endsWith(".class") && !entry.startsWith("META-INF/")) {
        int end = Math.max(folder.length(), entry.lastIndexOf('/'));
        String name = entry.substring(folder.length(), end).replace('/', '.');
        hasLibraries |= packages.add(name) && libraries.isLibrary(name + ".");
      }
    }

    /** Of a jar that was merged from several, no package is known to be the program's. */
    Set<String> packages() {
      boolean isMerged = folder.isEmpty() && (hasLibraries || artifacts > 1);
      return isMerged ? Set.of() : packages;
    }
  }
}
