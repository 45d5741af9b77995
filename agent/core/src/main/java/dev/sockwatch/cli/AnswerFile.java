package dev.sockwatch.cli;

import dev.sockwatch.control.Answer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file that a command has made for an answer. It is read and emptied through the channel that
 * created it, never again by its name: whatever stands there later is not touched.
 */
final class AnswerFile implements AutoCloseable {
  private static final String IDENTITY = "unix:dev,ino,uid";

  private final Path path;
  private final FileChannel channel;
  private final Map<String, Object> identity;

  private AnswerFile(Path path, FileChannel channel, Map<String, Object> identity) {
    this.path = path;
    this.channel = channel;
    this.identity = identity;
  }

  /**
   * Creates an empty one that only {@code uid} may touch.
   *
   * @throws IOException where something has that name already, a link too
   */
  static AnswerFile create(Path path, long uid, boolean otherUser) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path,
            Set.of(
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      if (otherUser) {
        Files.setAttribute(path, "unix:uid", (int) uid, LinkOption.NOFOLLOW_LINKS);
      }
      return new AnswerFile(path, channel, identityOf(path));
    } catch (IOException | RuntimeException e) {
      channel.close();
      Files.deleteIfExists(path);
      throw e;
    }
  }

  /** Null while it is not complete. */
  @Nullable Answer read() throws IOException {
    return Answer.read(channel);
  }

  /** Whether the file that was made still has its name and its owner. */
  boolean isInPlace() throws IOException {
    return identity.equals(identityOf(path));
  }

  /** Whether there is more than any report has: nobody fills our memory. */
  boolean isTooLarge() throws IOException {
    return channel.size() > Answer.BYTES_MAX;
  }

  /** So the agent sees that somebody still reads. */
  void empty() throws IOException {
    channel.truncate(0);
  }

  private static Map<String, Object> identityOf(Path path) throws IOException {
    return Files.readAttributes(path, IDENTITY, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // The target has ended with all its files, or somebody cleans up as well.
    }
  }
}
