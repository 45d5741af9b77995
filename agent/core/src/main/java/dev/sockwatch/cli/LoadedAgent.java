package dev.sockwatch.cli;

import dev.sockwatch.api.PrintableText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A Sockwatch that runs in another process, as that looks from outside: by the name of its thread,
 * and by the jar that the process holds open. Nothing is asked of the process.
 *
 * @param version its version, or null where its jar may not be read
 */
record LoadedAgent(@Nullable String version) {
  /** The kernel keeps 15 characters of {@code sockwatch-sampler}. */
  private static final String THREAD = "sockwatch-sampl";

  private static final String VERSION = "inst/sockwatch-version.properties";
  private static final int VERSION_BYTES_MAX = 1024;

  /** Several times an agent: a stranger's file is not read into memory because of its name. */
  private static final long JAR_BYTES_MAX = 64_000_000;

  /** Null where none runs. */
  static @Nullable LoadedAgent in(ProcFolder proc, long pid) {
    if (!proc.threads(pid).contains(THREAD)) {
      return null;
    }
    Comparator<Path> ownNameFirst =
        Comparator.comparing(jar -> !String.valueOf(ProcFolder.link(jar)).contains("sockwatch"));
    List<Path> jars = proc.openJars(pid).stream().sorted(ownNameFirst).toList();
    for (Path jar : jars) {
      String version = version(jar);
      if (version != null) {
        return new LoadedAgent(PrintableText.of(version));
      }
    }
    return new LoadedAgent(null);
  }

  private static @Nullable String version(Path jar) {
    try {
      if (!Files.isRegularFile(jar) || Files.size(jar) > JAR_BYTES_MAX) {
        return null;
      }
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        ZipEntry entry = zip.getEntry(VERSION);
        return entry == null || entry.getSize() > VERSION_BYTES_MAX ? null : version(zip, entry);
      }
    } catch (IOException | RuntimeException e) {
      return null; // closed meanwhile, or no jar
    }
  }

  private static @Nullable String version(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    }
  }
}
