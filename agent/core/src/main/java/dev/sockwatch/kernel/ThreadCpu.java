package dev.sockwatch.kernel;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** The CPU time of the calling thread, without java.management. */
public final class ThreadCpu {
  /** Time on CPU in nanoseconds, time waiting, time slices (Linux {@code sched-stats.rst}). */
  private static final String SCHEDSTAT = "/proc/thread-self/schedstat";

  /** Longer than three numbers. */
  private static final int LENGTH = 64;

  private ThreadCpu() {}

  /** Nanoseconds on a CPU so far; empty where the kernel does not say. */
  public static OptionalLong nanos() {
    try (InputStream in = new FileInputStream(SCHEDSTAT)) {
      String line = new String(in.readNBytes(LENGTH), StandardCharsets.ISO_8859_1);
      return OptionalLong.of(Long.parseLong(line.substring(0, line.indexOf(' '))));
    } catch (IOException | RuntimeException e) {
      return OptionalLong.empty();
    }
  }
}
