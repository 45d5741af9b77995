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
import java.util.EnumSet;
import java.util.Map;
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
  private static final String IDENTITY = "unix:mode,uid,gid";
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

  /** In a directory for all somebody else may have put the file there, to read what follows. */
  private void keepIdentity(Path temporary) throws IOException {
    Map<String, Object> before = Files.readAttributes(file, IDENTITY, LinkOption.NOFOLLOW_LINKS);
    Map<String, Object> now = Files.readAttributes(temporary, IDENTITY, LinkOption.NOFOLLOW_LINKS);
    boolean isOwn = before.get("uid").equals(now.get("uid")) || before.get("uid").equals(0);
    if (!isOwn && OutputPlace.isShared(file)) {
      return;
    }
    for (String owner : new String[] {"uid", "gid"}) {
      if (!before.get(owner).equals(now.get(owner))) {
        try {
          Files.setAttribute(
              temporary, "unix:" + owner, before.get(owner), LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
          // Only root may give files away.
        }
      }
    }
    int mode = (int) before.get("mode") & MODE;
    if (mode != ((int) now.get("mode") & MODE)) {
      Files.setAttribute(
          temporary, "posix:permissions", permissions(mode), LinkOption.NOFOLLOW_LINKS);
    }
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    for (PosixFilePermission permission : PosixFilePermission.values()) {
      if ((mode & 0400 >> permission.ordinal()) != 0) {
        permissions.add(permission); // they are declared as the bits are: from the owner's read on
      }
    }
    return permissions;
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
