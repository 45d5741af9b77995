package dev.sockwatch.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that is replaced as a whole: a reader never sees half of it, and neither a link nor a
 * device in its place is written through.
 *
 * <p>A new one is for its owner alone; one that is there keeps its mode, and its owner where this
 * process may give files away.
 */
final class ReplacedFile {
  private static final int MODE = 0777;

  private final Path file;
  private final long pid;

  /**
   * A file.
   *
   * @param file where {@link OutputPlace} has found it
   * @param pid marks what is not complete yet
   */
  ReplacedFile(Path file, long pid) {
    this.file = file;
    this.pid = pid;
  }

  /** Writes what is to be in it. */
  @FunctionalInterface
  interface Content {
    void write(Writer to) throws IOException;
  }

  /** Replaces it; whatever fails, nothing is left beside it. */
  void write(Content content) throws IOException {
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path temporary = file.resolveSibling(file.getFileName() + "." + pid + ".tmp");
    Files.deleteIfExists(temporary); // of an earlier process with this number
    OutputPlace.create(temporary);
    try {
      try (Writer writer =
          new BufferedWriter(
              new OutputStreamWriter(
                  Files.newOutputStream(
                      temporary, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                  StandardCharsets.UTF_8))) {
        content.write(writer);
      }
      OutputPlace.Kind replaced = OutputPlace.kindOf(file);
      if (replaced == OutputPlace.Kind.FILE) {
        keepIdentity(temporary);
      } else if (replaced != OutputPlace.Kind.ABSENT) {
        throw new IOException(file + " has become a link, or " + replaced.words());
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Whose a file is, and who may do what with it. */
  private record Identity(int uid, int gid, int mode) {
    static Identity of(Path path) throws IOException {
      return new Identity(number(path, "uid"), number(path, "gid"), number(path, "mode") & MODE);
    }

    private static int number(Path path, String attribute) throws IOException {
      return (int) Files.getAttribute(path, "unix:" + attribute, LinkOption.NOFOLLOW_LINKS);
    }
  }

  /** In a directory for all somebody else may have put the file there, to read what follows. */
  private void keepIdentity(Path temporary) throws IOException {
    Identity before = Identity.of(file);
    Identity now = Identity.of(temporary);
    boolean isOwn = before.uid() == now.uid() || before.uid() == 0;
    if (!isOwn && OutputPlace.isShared(file)) {
      return;
    }
    try {
      if (before.gid() != now.gid()) {
        set(temporary, "unix:gid", before.gid());
      }
      if (before.uid() != now.uid()) {
        set(temporary, "unix:uid", before.uid());
      }
    } catch (IOException e) {
      // Only root may give files away.
    }
    if (before.mode() != now.mode()) {
      set(temporary, "posix:permissions", permissions(before.mode()));
    }
  }

  private static void set(Path path, String attribute, Object value) throws IOException {
    Files.setAttribute(path, attribute, value, LinkOption.NOFOLLOW_LINKS);
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    StringBuilder text = new StringBuilder();
    for (int bit = 8; bit >= 0; bit--) {
      text.append((mode >> bit & 1) == 1 ? "xwr".charAt(bit % 3) : '-');
    }
    return PosixFilePermissions.fromString(text.toString());
  }

  /**
   * Removes what processes of this user have left incomplete that were killed.
   *
   * @param name matches the names of such files, whatever the processes' numbers were
   */
  static void removeLeftovers(Path folder, String name) {
    int uid = OutputPlace.ownUid();
    Pattern temporary = Pattern.compile("(?:" + name + ")\\.(?<pid>\\d{1,10})\\.tmp");
    try (DirectoryStream<Path> beside = Files.newDirectoryStream(folder, "*.tmp")) {
      for (Path path : beside) {
        Matcher found = temporary.matcher(path.getFileName().toString());
        if (found.matches()
            && OutputPlace.kindOf(path) == OutputPlace.Kind.FILE
            && Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(uid)
            && ProcessHandle.of(Long.parseLong(found.group("pid"))).isEmpty()) {
          Files.deleteIfExists(path);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // No such folder yet, or others clean up as well.
    }
  }
}
