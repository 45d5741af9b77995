package dev.sockwatch.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The CPU time of the calling thread, without java.management. */
public final class ThreadCpu {
  /** Time on CPU in nanoseconds, time waiting, time slices (Linux {@code sched-stats.rst}). */
  private static final Path SCHEDSTAT = Path.of("/proc/thread-self/schedstat");

  private ThreadCpu() {}

  /** Nanoseconds on a CPU so far; empty where the kernel does not say. */
  public static OptionalLong nanos() {
    try {
      String line = Files.readString(SCHEDSTAT);
      return OptionalLong.of(Long.parseLong(line.substring(0, line.indexOf(' '))));
    } catch (IOException | RuntimeException e) {
      return OptionalLong.empty();
    }
  }
}
