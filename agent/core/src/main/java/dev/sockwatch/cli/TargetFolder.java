package dev.sockwatch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A new directory that the target sees, too, for one file.
 *
 * <p>Where root asks a JVM of another user, the directory stays root's, so that nobody can put a
 * link where root is about to write, and only the file is given away.
 *
 * @param outer the directory as we see it
 * @param inner the directory as the target sees it
 */
record TargetFolder(Path outer, String inner) {
  private static final int STICKY_FOR_ALL = 01002;

  /**
   * Makes one below a directory of the target.
   *
   * @throws IOException where that is not possible or not safe
   */
  static TargetFolder below(Machine machine, JvmProcess jvm, String parent, boolean otherUser)
      throws IOException {
    Path outerParent = machine.inside(jvm, parent);
    if (jvm.elsewhere() || otherUser) {
      refuseLinks(machine, jvm, Path.of(parent));
    }
    if (otherUser) {
      int mode = (int) Files.getAttribute(outerParent, "unix:mode");
      if ((mode & STICKY_FOR_ALL) != STICKY_FOR_ALL) {
        throw new IOException(parent + " is not a directory for all with the sticky bit");
      }
    }
    Path outer = Files.createTempDirectory(outerParent, "sockwatch-");
    if (otherUser) {
      Files.setPosixFilePermissions(outer, PosixFilePermissions.fromString("rwx--x--x"));
    }
    return new TargetFolder(outer, parent + "/" + outer.getFileName());
  }

  /** An absolute link in another root would lead into ours. */
  private static void refuseLinks(Machine machine, JvmProcess jvm, Path folder) throws IOException {
    for (Path at = folder.normalize(); at != null && at.getParent() != null; at = at.getParent()) {
      if (Files.isSymbolicLink(machine.inside(jvm, at.toString()))) {
        throw new IOException(at + " is a link");
      }
    }
  }

  /** An empty file that only this user may touch. */
  Path newFile(String name, long uid, boolean otherUser) throws IOException {
    Set<PosixFilePermission> owners = PosixFilePermissions.fromString("rw-------");
    Path file = Files.createFile(outer.resolve(name), PosixFilePermissions.asFileAttribute(owners));
    if (otherUser) {
      Files.setAttribute(file, "unix:uid", (int) uid, LinkOption.NOFOLLOW_LINKS);
    }
    return file;
  }

  /** A copy that everybody who finds it may read. */
  String copy(Path original) throws IOException {
    Path copy = outer.resolve(original.getFileName().toString());
    Files.copy(original, copy, StandardCopyOption.COPY_ATTRIBUTES);
    Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
    return inner + "/" + original.getFileName();
  }

  /** Deletes a file of this folder, and the folder. */
  void delete(Path file) {
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(outer);
    } catch (IOException e) {
      // The target has ended with all its files, or somebody cleans up as well.
    }
  }
}
