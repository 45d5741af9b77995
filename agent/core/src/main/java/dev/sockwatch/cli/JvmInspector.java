package dev.sockwatch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks at a process from outside, without touching it. */
final class JvmInspector {
  private static final Pattern CONTAINER = Pattern.compile("\\b([0-9a-f]{12})[0-9a-f]{52}\\b");
  private static final long RELEASE_BYTES_MAX = 65_536;
  private static final Pattern RELEASE = Pattern.compile("JAVA_VERSION=\"([^\"]+)\"");

  /** In the middle what JDK 8 has between its home and the library. */
  private static final Pattern LIBRARY =
      Pattern.compile("(/.*?)(?:/jre)?/lib(?:/[^/]+)?/server/libjvm\\.so");

  private static final String FOLDER_OF_SOCKET = "/tmp";

  /** Older ones look for the JVM's socket in our own /tmp (JDK-8342449). */
  private static final int FIRST_WITH_OTHER_MOUNTS = 25;

  private final ProcFolder proc;
  private final Caller caller;
  private final Obstacles obstacles;

  JvmInspector(ProcFolder proc, Caller caller) {
    this.proc = proc;
    this.caller = caller;
    this.obstacles = new Obstacles(caller);
  }

  /** Null when the process has no JVM, or ended. */
  @Nullable JvmProcess look(long pid) {
    long uid = proc.uid(pid).orElse(-1);
    JavaCommandLine line = new JavaCommandLine(proc.arguments(pid), proc.environment(pid));
    String state = proc.state(pid);
    String maps = proc.maps(pid);
    boolean known = maps != null && !maps.isEmpty();
    boolean jvm = known ? String.valueOf(maps).contains("/libjvm.so") : line.isJava();
    if (uid < 0 || !jvm || state.isEmpty() || state.equals("Z")) {
      return null;
    }
    boolean elsewhere = differs(pid, "mnt") || differs(pid, "pid");
    String container = elsewhere ? container(pid) : null;
    return new JvmProcess(
        pid,
        proc.innerPid(pid),
        proc.startTime(pid),
        uid,
        proc.userName(uid),
        line.main(),
        release(pid, maps),
        elsewhere,
        container,
        obstacle(pid, uid, state, line, elsewhere, container));
  }

  private @Nullable Obstacle obstacle(
      long pid,
      long uid,
      String state,
      JavaCommandLine line,
      boolean elsewhere,
      @Nullable String container) {
    if (!caller.isRoot() && uid != caller.uid()) {
      return obstacles.otherUser(pid, uid, proc.userName(uid));
    }
    Path tmp = elsewhere ? proc.inside(pid, FOLDER_OF_SOCKET) : Path.of(FOLDER_OF_SOCKET);
    if (elsewhere && !Files.isReadable(proc.inside(pid, "/"))) {
      return obstacles.otherContainer(pid, proc.innerPid(pid), container);
    }
    if (elsewhere && pid == proc.innerPid(pid) && caller.jdk() < FIRST_WITH_OTHER_MOUNTS) {
      return obstacles.otherMounts(pid);
    }
    if (state.equals("T") || state.equals("t")) {
      return obstacles.stopped(pid);
    }
    if (line.flag("DisableAttachMechanism", true, false)) {
      return obstacles.attachDisabled(pid);
    }
    if (Files.exists(tmp.resolve(".java_pid" + proc.innerPid(pid)))) {
      return null;
    }
    if (!proc.handlesSigquit(pid)) {
      return obstacles.notListening(pid);
    }
    // The JVM makes its socket there, and nowhere else.
    return Files.isWritable(tmp)
        ? null
        : obstacles.noWritableFolder(pid, List.of(FOLDER_OF_SOCKET));
  }

  private boolean differs(long pid, String namespace) {
    String theirs = proc.namespace(pid, namespace);
    String ours = proc.namespace(caller.pid(), namespace);
    return theirs != null && ours != null && !theirs.equals(ours);
  }

  private @Nullable String container(long pid) {
    Matcher id = CONTAINER.matcher(String.valueOf(proc.cgroup(pid)));
    return id.find() ? id.group(1) : null;
  }

  /** What the file release of its installation says. */
  private @Nullable String release(long pid, @Nullable String maps) {
    String home =
        String.valueOf(maps)
            .lines()
            .filter(line -> line.endsWith("/server/libjvm.so"))
            .map(line -> LIBRARY.matcher(line.substring(line.indexOf('/'))))
            .filter(Matcher::matches)
            .map(library -> library.group(1))
            .findFirst()
            .orElse(null);
    if (home == null) {
      return null;
    }
    Matcher version = RELEASE.matcher(small(proc.inside(pid, home + "/release")));
    return version.find() ? version.group(1) : null;
  }

  /** Whoever runs the process may have put anything there. */
  private static String small(Path file) {
    try {
      boolean isSmall = Files.isRegularFile(file) && Files.size(file) <= RELEASE_BYTES_MAX;
      return isSmall ? String.valueOf(ProcFolder.text(file)) : "";
    } catch (IOException e) {
      return "";
    }
  }
}
