package dev.sockwatch.kernel;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long one thread has waited for a CPU, as any thread can ask: the second number of {@code
 * schedstat} (Linux {@code sched-stats.rst}).
 */
public final class RunDelay implements LongSupplier {
  private volatile @Nullable Path schedstat;

  /** From now on it is the calling thread's. */
  public void ofThisThread() {
    try {
      Path thread = Files.readSymbolicLink(Path.of("/proc/thread-self"));
      schedstat = Path.of("/proc").resolve(thread).resolve("schedstat");
    } catch (IOException | RuntimeException e) {
      schedstat = null; // no /proc: as if it never waited
    }
  }

  /** Nanoseconds so far; 0 where nobody knows. */
  @Override
  public long getAsLong() {
    Path file = schedstat;
    if (file == null) {
      return 0;
    }
    // By a stream: a channel would keep a buffer that the program's BufferPoolMXBean counts.
    try (InputStream in = new FileInputStream(file.toFile())) {
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return Long.parseLong(text.split(" ", -1)[1]);
    } catch (IOException | RuntimeException e) {
      return 0;
    }
  }
}
