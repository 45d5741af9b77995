package dev.sockwatch.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;

/**
 * What stands where the settings want a file to be written.
 *
 * <p>Links are followed here, once, and only those that root or this process's user has made, or
 * that lie where nobody else can make any; what is written later follows none.
 *
 * @param path where that is, behind all links
 * @param kind what is there
 */
public record OutputPlace(Path path, Kind kind) {
  private static final Path ROOT = Path.of("/");
  private static final Path PROC = Path.of("/proc");
  private static final int LINKS_MAX = 40; // MAXSYMLINKS of the kernel
  private static final int TYPE = 0170000;
  private static final int WRITABLE_BY_OTHERS = 0022;

  /** What may stand somewhere. */
  public enum Kind {
    FILE("a file"),
    ABSENT("nothing"),
    /** By a link in {@code /proc}, as {@code /dev/stdout} is one. */
    STREAM("a stream of this process"),
    DEVICE("a device"),
    FIFO("a FIFO"),
    OTHER("a directory, a socket or a disk");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** For people: {@code a device}. */
    public String words() {
      return words;
    }
  }

  /**
   * Looks.
   *
   * @throws IOException for a link that somebody else has made in a shared directory
   */
  public static OutputPlace of(Path given) throws IOException {
    Path resolved = ROOT;
    Deque<Path> rest = new ArrayDeque<>();
    given.toAbsolutePath().forEach(rest::add);
    int links = 0;
    while (!rest.isEmpty()) {
      Path next = resolved.resolve(rest.pop()).normalize();
      if (!Files.isSymbolicLink(next)) {
        resolved = next;
        continue;
      }
      if (next.startsWith(PROC)) {
        return new OutputPlace(given, Kind.STREAM);
      }
      if (!isTrusted(next)) {
        throw new IOException(next + " is a link that another user has made in a shared directory");
      }
      if (++links > LINKS_MAX) {
        throw new IOException(given + " leads through too many links");
      }
      Path target = Files.readSymbolicLink(next);
      resolved = target.isAbsolute() ? ROOT : resolved;
      Deque<Path> through = new ArrayDeque<>();
      target.forEach(through::add);
      while (!through.isEmpty()) {
        rest.push(through.removeLast());
      }
    }
    return new OutputPlace(resolved, kindOf(resolved));
  }

  /**
   * Opens it to append. Makes the file, for its owner alone, and the folders that are missing.
   *
   * @throws IOException also for a FIFO, where writing would wait for a reader
   */
  public OutputStream append() throws IOException {
    switch (kind) {
      case STREAM, DEVICE -> {
        return Files.newOutputStream(path, StandardOpenOption.APPEND);
      }
      case FIFO, OTHER -> throw new IOException("there is " + kind.words());
      case ABSENT -> {
        Path folder = path.getParent();
        if (folder != null) {
          Files.createDirectories(folder);
        }
        try {
          create(path);
        } catch (FileAlreadyExistsException e) {
          // Another JVM with the same settings was faster.
        }
      }
      case FILE -> {}
    }
    return Files.newOutputStream(path, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
  }

  /** Creates an empty file for its owner alone; never through a link, never an existing one. */
  static void create(Path path) throws IOException {
    Files.newByteChannel(
            path,
            Set.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
        .close();
  }

  /** What is there now, no link followed. */
  static Kind kindOf(Path path) {
    try {
      int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      return switch (mode & TYPE) {
        case 0100000 -> Kind.FILE;
        case 0020000 -> Kind.DEVICE;
        case 0010000 -> Kind.FIFO;
        default -> Kind.OTHER;
      };
    } catch (IOException e) {
      return Kind.ABSENT; // what else is wrong there shows when it is written
    }
  }

  /** As the kernel's {@code fs.protected_symlinks} has it. */
  private static boolean isTrusted(Path link) throws IOException {
    int owner = (int) Files.getAttribute(link, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    return owner == 0 || owner == ownUid() || !isShared(link);
  }

  /** Whether others than its owner may put something beside it. */
  static boolean isShared(Path path) throws IOException {
    Path folder = path.getParent();
    return folder != null
        && ((int) Files.getAttribute(folder, "unix:mode") & WRITABLE_BY_OTHERS) != 0;
  }

  /** Of the files that this process makes; -1 where {@code /proc} is not there. */
  static int ownUid() {
    try {
      Map<String, Object> own = Files.readAttributes(PROC.resolve("self"), "unix:uid");
      return own.get("uid") instanceof Integer uid ? uid : -1;
    } catch (IOException e) {
      return -1;
    }
  }
}
