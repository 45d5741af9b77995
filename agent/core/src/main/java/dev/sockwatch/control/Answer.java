package dev.sockwatch.control;

import com.google.gson.Gson;
import dev.sockwatch.api.ReportView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * What the agent answers to a {@link Request}.
 *
 * @param version of the agent
 * @param jar where it was loaded from, as its JVM sees the path
 * @param startedAtMillis when it was loaded
 * @param watching whether it watches now
 * @param number counts the answers to one {@code WATCH}; 1 otherwise
 * @param message one line for a person: what was done, or why not
 * @param done whether it was done
 * @param report what is known, where that was asked
 */
public record Answer(
    String version,
    String jar,
    long startedAtMillis,
    boolean watching,
    int number,
    String message,
    boolean done,
    @Nullable ReportView report) {
  /** Stands at the end: without it the agent is still writing. */
  private static final String END = "\n#end\n";

  /**
   * Writes into the file that the asking process has made, and never makes one.
   *
   * @throws NoSuchFileException when nobody waits any more
   */
  public void write(Path result) throws IOException {
    byte[] bytes = (new Gson().toJson(this) + END).getBytes(StandardCharsets.UTF_8);
    try (FileChannel file =
        FileChannel.open(result, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        file.write(buffer);
      }
    }
  }

  /**
   * Empties the file after an answer was read from it: so the agent sees that somebody still reads.
   */
  public static void taken(Path result) throws IOException {
    FileChannel.open(result, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
        .close();
  }

  /** Reads what was written, or null when it is not complete yet. */
  public static @Nullable Answer read(Path result) throws IOException {
    String text = Files.readString(result);
    if (!text.endsWith(END)) {
      return null;
    }
    try {
      return new Gson().fromJson(text.substring(0, text.length() - END.length()), Answer.class);
    } catch (RuntimeException e) { // Gson throws more than JsonParseException
      throw new IOException(result + " is no answer of this version: " + e.getMessage(), e);
    }
  }
}
