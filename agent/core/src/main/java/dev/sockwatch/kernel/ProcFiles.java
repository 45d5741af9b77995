package dev.sockwatch.kernel;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The files below one {@code /proc}, each read in one piece; one thread.
 *
 * <p>{@code java.nio.file.Files} will not do: such a file says that it is 0 bytes long, so {@code
 * Files} asks for one byte first, and below {@code /proc/sys} the kernel answers only the first
 * read of a file. 7200 would be read as 7.
 */
public final class ProcFiles {
  private static final int INITIAL_SIZE = 16 * 1024;
  private static final int MAX_SIZE = 1024 * 1024;

  private final Path proc;
  private byte[] buffer = new byte[INITIAL_SIZE];

  public ProcFiles(Path proc) {
    this.proc = proc;
  }

  /** A file's bytes; none when it is missing, unreadable or above 1 MiB. */
  public byte[] bytes(String file) {
    try {
      while (true) {
        int length = fill(file);
        if (length < buffer.length) {
          return Arrays.copyOf(buffer, length);
        }
        if (buffer.length >= MAX_SIZE) {
          return new byte[0];
        }
        buffer = new byte[buffer.length * 2]; // again from the start, in one piece
      }
    } catch (IOException | RuntimeException e) {
      return new byte[0];
    }
  }

  /** A file's text, "" when it is missing or unreadable. */
  public String text(String file) {
    return new String(bytes(file), StandardCharsets.ISO_8859_1);
  }

  private int fill(String file) throws IOException {
    try (InputStream in = new FileInputStream(proc.resolve(file).toFile())) {
      return in.readNBytes(buffer, 0, buffer.length);
    }
  }
}
