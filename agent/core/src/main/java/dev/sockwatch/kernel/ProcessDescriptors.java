package dev.sockwatch.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The descriptors of this process as {@code /proc/self} lists them (proc_pid_fd(5)). */
public final class ProcessDescriptors {
  private static final int LAST_STANDARD = 2;
  private static final String SOCKET = "socket:[";

  private final Path self;

  public ProcessDescriptors() {
    this(Path.of("/proc/self"));
  }

  public ProcessDescriptors(Path self) {
    this.self = self;
  }

  /** How many are open; empty without /proc, or when no descriptor is left to look with. */
  public OptionalLong count() {
    try {
      long size = Files.size(self.resolve("fd")); // the number of descriptors since Linux 6.2
      return size > 0 ? OptionalLong.of(size) : OptionalLong.of(numbers().size());
    } catch (IOException | RuntimeException e) {
      return OptionalLong.empty();
    }
  }

  /** RLIMIT_NOFILE (soft); empty without /proc or when unlimited. */
  public OptionalLong limit() {
    try {
      for (String line : new ProcFiles(self).text("limits").split("\n", -1)) {
        if (line.startsWith("Max open files")) {
          String soft = line.substring("Max open files".length()).trim().split(" +", 2)[0];
          return soft.equals("unlimited")
              ? OptionalLong.empty()
              : OptionalLong.of(Long.parseLong(soft));
        }
      }
    } catch (RuntimeException e) {
      return OptionalLong.empty();
    }
    return OptionalLong.empty();
  }

  /** Whether a socket is open beside standard input, output and error. */
  public boolean haveSocket() {
    try {
      for (int fd : numbers()) {
        if (fd > LAST_STANDARD && socketInode(fd) != 0) {
          return true;
        }
      }
      return false;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  /** The numbers of all open descriptors. */
  public List<Integer> numbers() throws IOException {
    String[] names = self.resolve("fd").toFile().list(); // no Path for each of thousands
    if (names == null) {
      throw new IOException(self + "/fd cannot be listed");
    }
    List<Integer> numbers = new ArrayList<>(names.length);
    for (String name : names) {
      numbers.add(Integer.valueOf(name));
    }
    return numbers;
  }

  /** Whether a descriptor's inode can be read at all. */
  public boolean isReadable() {
    return Files.isDirectory(self.resolve("fd"));
  }

  /** The inode of the socket at a descriptor, 0 when it is closed or no socket. */
  public long socketInode(int fd) {
    return inode(fd).orElse(0);
  }

  /** The same; empty when it cannot be read although there may be one. */
  public OptionalLong inode(int fd) {
    try {
      String target = Files.readSymbolicLink(self.resolve("fd/" + fd)).toString();
      return OptionalLong.of(
          target.startsWith(SOCKET)
              ? Long.parseLong(target.substring(SOCKET.length(), target.length() - 1))
              : 0);
    } catch (NoSuchFileException e) {
      return OptionalLong.of(0);
    } catch (IOException | RuntimeException e) {
      return OptionalLong.empty();
    }
  }
}
