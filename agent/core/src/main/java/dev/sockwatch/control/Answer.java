package dev.sockwatch.control;

import com.google.gson.Gson;
import dev.sockwatch.api.PrintableText;
import dev.sockwatch.api.ReportView;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
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

  /** All about 10,000 sockets takes a third of that. */
  public static final long BYTES_MAX = 128L << 20;

  /** Of printable text, whoever answered. */
  public Answer {
    version = PrintableText.of(version);
    jar = PrintableText.of(jar);
    message = PrintableText.of(message);
  }

  /**
   * Writes into the file that the asking process has made; never makes one, never through a link.
   *
   * @throws NoSuchFileException when nobody waits any more
   */
  public void write(Path result) throws IOException {
    if (!Files.isRegularFile(result, LinkOption.NOFOLLOW_LINKS)) {
      throw new NoSuchFileException(result.toString(), null, "no regular file");
    }
    try (FileChannel file =
            FileChannel.open(
                result,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING,
                LinkOption.NOFOLLOW_LINKS);
        Writer to = new BufferedWriter(Channels.newWriter(file, StandardCharsets.UTF_8))) {
      new Gson().toJson(this, to);
      to.write(END);
    }
  }

  /** Reads what was written, or null when it is not complete yet or longer than any report. */
  public static @Nullable Answer read(FileChannel file) throws IOException {
    long size = file.size();
    byte[] end = END.getBytes(StandardCharsets.UTF_8);
    if (size < end.length
        || size > BYTES_MAX
        || !Arrays.equals(bytes(file, size - end.length, end.length), end)) {
      return null;
    }
    String text = new String(bytes(file, 0, (int) size - end.length), StandardCharsets.UTF_8);
    try {
      return new Gson().fromJson(text, Answer.class);
    } catch (RuntimeException e) { // Gson throws more than JsonParseException
      // Gson's message may quote all of it.
      throw new IOException("no answer of this version (" + e.getClass().getName() + ")", e);
    }
  }

  private static byte[] bytes(FileChannel file, long from, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, from + buffer.position()) < 0) {
        throw new EOFException("written over while it was read");
      }
    }
    return buffer.array();
  }
}
