package dev.sockwatch.tests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** A jar that is like another but for one entry. */
public final class JarCopy {
  private JarCopy() {}

  /**
   * Copies a jar.
   *
   * @param entry the name of the one that differs
   * @param change its new content from its old; null leaves it out
   */
  public static Path of(Path jar, Path copy, String entry, @Nullable UnaryOperator<byte[]> change) {
    boolean found = false;
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar));
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(copy))) {
      out.setLevel(Deflater.BEST_SPEED);
      for (ZipEntry next = in.getNextEntry(); next != null; next = in.getNextEntry()) {
        boolean isMeant = next.getName().equals(entry);
        found |= isMeant;
        if (isMeant && change == null) {
          continue;
        }
        byte[] content = in.readAllBytes();
        out.putNextEntry(new ZipEntry(next.getName()));
        out.write(isMeant && change != null ? change.apply(content) : content);
        out.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!found) {
      throw new AssertionError("no " + entry + " in " + jar);
    }
    return copy;
  }

  /** The first half of a file. */
  public static Path truncated(Path file, Path copy) {
    try {
      byte[] content = Files.readAllBytes(file);
      return Files.write(copy, Arrays.copyOf(content, content.length / 2));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
