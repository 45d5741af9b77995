package dev.sockwatch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A new directory that the target sees, too, for one file.
 *
 * <p>It stays the asking user's, and so do all above it: nobody else can put another directory or a
 * link where the command is about to write, read or delete. Where root asks a JVM of another user,
 * only the file is given away.
 *
 * @param outer the directory as we see it
 * @param inner the directory as the target sees it
 */
record TargetFolder(Path outer, String inner) {
  private static final int TYPE = 0170000;
  private static final int DIRECTORY = 0040000;
  private static final int STICKY = 01000;
  private static final int WRITABLE_BY_OTHERS = 0022;

  /**
   * Makes one below a directory of the target.
   *
   * @param uid who asks
   * @throws IOException where that is not possible or not safe
   */
  static TargetFolder below(Machine machine, JvmProcess jvm, String parent, long uid)
      throws IOException {
    // An absolute link in another root would lead into ours: there none is followed.
    Path seen = Path.of(parent).normalize();
    Path inner = jvm.elsewhere() ? seen : seen.toRealPath();
    for (Path at = inner; at.getParent() != null; at = at.getParent()) {
      require(machine.inside(jvm, at.toString()), uid, LinkOption.NOFOLLOW_LINKS);
    }
    require(machine.inside(jvm, "/"), uid);
    Path outer = Files.createTempDirectory(machine.inside(jvm, inner.toString()), "sockwatch-");
    return new TargetFolder(outer, inner.resolve(outer.getFileName().toString()).toString());
  }

  /** Only root and who asks may change what is in it; with the sticky bit others add their own. */
  private static void require(Path folder, long uid, LinkOption... links) throws IOException {
    int mode = (int) Files.getAttribute(folder, "unix:mode", links);
    int owner = (int) Files.getAttribute(folder, "unix:uid", links);
    boolean isShared = (mode & WRITABLE_BY_OTHERS) != 0 && (mode & STICKY) == 0;
    if ((mode & TYPE) != DIRECTORY || (owner != 0 && owner != uid) || isShared) {
      throw new IOException(folder + " can be changed by others than root and who asks");
    }
  }

  /** The file of an answer, for the target alone. */
  AnswerFile newFile(String name, long uid, boolean otherUser) throws IOException {
    AnswerFile file = AnswerFile.create(outer.resolve(name), uid, otherUser);
    openTo(otherUser);
    return file;
  }

  /** A copy that everybody who finds it may read. */
  String copy(Path original) throws IOException {
    Path copy = outer.resolve(original.getFileName().toString());
    Files.copy(original, copy, StandardCopyOption.COPY_ATTRIBUTES);
    Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
    openTo(true);
    return inner + "/" + original.getFileName();
  }

  /** Lets others pass, who know the name of what is in it. */
  private void openTo(boolean others) throws IOException {
    if (others) {
      Files.setPosixFilePermissions(outer, PosixFilePermissions.fromString("rwx--x--x"));
    }
  }

  /** Deletes it, once it is empty. */
  void delete() {
    try {
      Files.deleteIfExists(outer);
    } catch (IOException e) {
      // The target has ended with all its files, or somebody cleans up as well.
    }
  }
}
