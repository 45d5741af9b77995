package dev.sockwatch.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The processes of this machine, as {@code /proc} shows them to this user. */
final class ProcFolder {
  private static final int SIGQUIT = 3;
  private static final int START_TIME = 19;

  private final Path proc;
  private final Path passwd;

  ProcFolder() {
    this(Path.of("/proc"), Path.of("/etc/passwd"));
  }

  ProcFolder(Path proc, Path passwd) {
    this.proc = proc;
    this.passwd = passwd;
  }

  /** All process ids, smallest first. */
  List<Long> pids() {
    List<Long> pids = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path folder : folders) {
        pids.add(Long.parseLong(folder.getFileName().toString()));
      }
    } catch (IOException | NumberFormatException e) {
      return List.of();
    }
    return pids.stream().sorted().toList();
  }

  boolean exists(long pid) {
    return Files.exists(at(pid, "stat"));
  }

  OptionalLong uid(long pid) {
    String uids = status(pid, "Uid");
    // Real, effective, saved, file system: the effective one decides who may attach.
    String[] numbers = uids == null ? new String[0] : uids.split("\\s+", -1);
    return numbers.length < 2 ? OptionalLong.empty() : number(numbers[1], 10);
  }

  /** The name of a user, or its number where it has none. */
  String userName(long uid) {
    try {
      for (String line : Files.readAllLines(passwd, StandardCharsets.ISO_8859_1)) {
        String[] fields = line.split(":", -1);
        if (fields.length > 2 && fields[2].equals(Long.toString(uid))) {
          return fields[0];
        }
      }
    } catch (IOException e) {
      // The number says as much.
    }
    return Long.toString(uid);
  }

  /** The process id in its own, innermost namespace. */
  long innerPid(long pid) {
    String pids = status(pid, "NSpid");
    if (pids == null) {
      return pid;
    }
    String[] numbers = pids.split("\\s+", -1);
    return number(numbers[numbers.length - 1], 10).orElse(pid);
  }

  /** Whether SIGQUIT, which asks a JVM to listen for attachers, is handled; else it would kill. */
  boolean handlesSigquit(long pid) {
    String caught = status(pid, "SigCgt");
    return caught != null && (number(caught, 16).orElse(0) >> (SIGQUIT - 1) & 1) == 1;
  }

  /** {@code R}, {@code S}, {@code T} (stopped), {@code Z} (ended) and so on; empty when gone. */
  String state(long pid) {
    List<String> fields = stat(pid);
    return fields.isEmpty() ? "" : fields.get(0);
  }

  /** Distinguishes a process from a later one with the same number; empty when gone. */
  String startTime(long pid) {
    List<String> fields = stat(pid);
    return fields.size() <= START_TIME ? "" : fields.get(START_TIME);
  }

  /** The fields behind the name, which may hold anything. */
  private List<String> stat(long pid) {
    String text = text(at(pid, "stat"));
    int name = text == null ? -1 : text.lastIndexOf(')');
    return text == null || name < 0
        ? List.of()
        : List.of(text.substring(name + 1).trim().split(" ", -1));
  }

  List<String> arguments(long pid) {
    return zeroTerminated(at(pid, "cmdline"));
  }

  /** Empty also where it may not be read. */
  List<String> environment(long pid) {
    return zeroTerminated(at(pid, "environ"));
  }

  /** Null where it may not be read. */
  @Nullable String maps(long pid) {
    return text(at(pid, "maps"));
  }

  @Nullable String cgroup(long pid) {
    return text(at(pid, "cgroup"));
  }

  /** {@code mnt} or {@code pid}; null where it may not be read. */
  @Nullable String namespace(long pid, String kind) {
    return link(at(pid, "ns/" + kind));
  }

  /** The program file as the process sees it; null where that may not be read. */
  @Nullable String program(long pid) {
    return link(at(pid, "exe"));
  }

  /** A path of the process as we see it. */
  Path inside(long pid, String path) {
    return Path.of(at(pid, "root") + path);
  }

  /** The name of a program, at most 15 characters. */
  String name(long pid) {
    return String.valueOf(text(at(pid, "comm"))).trim();
  }

  /** The names of its threads, of each the first 15 characters. */
  List<String> threads(long pid) {
    return entries(at(pid, "task")).stream()
        .map(thread -> String.valueOf(text(thread.resolve("comm"))).trim())
        .toList();
  }

  /** The jars that it has open, as links that lead to the very files; empty where unreadable. */
  List<Path> openJars(long pid) {
    return entries(at(pid, "fd")).stream()
        .filter(fd -> String.valueOf(link(fd)).matches("/.*\\.jar( \\(deleted\\))?"))
        .toList();
  }

  private static List<Path> entries(Path folder) {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      List<Path> entries = new ArrayList<>();
      stream.forEach(entries::add);
      return entries;
    } catch (IOException | DirectoryIteratorException e) {
      return List.of();
    }
  }

  private @Nullable String status(long pid, String key) {
    String text = text(at(pid, "status"));
    return text == null
        ? null
        : text.lines()
            .filter(line -> line.startsWith(key + ":"))
            .map(line -> line.substring(key.length() + 1).trim())
            .findFirst()
            .orElse(null);
  }

  private static OptionalLong number(String text, int radix) {
    try {
      return OptionalLong.of(Long.parseUnsignedLong(text, radix));
    } catch (NumberFormatException e) {
      return OptionalLong.empty(); // not as proc_pid_status(5) has it
    }
  }

  private Path at(long pid, String file) {
    return proc.resolve(Long.toString(pid)).resolve(file);
  }

  private static List<String> zeroTerminated(Path file) {
    String text = text(file);
    return text == null || text.isEmpty() ? List.of() : List.of(text.split("\0", 0));
  }

  static @Nullable String link(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return null;
    }
  }

  static @Nullable String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return null;
    }
  }
}
