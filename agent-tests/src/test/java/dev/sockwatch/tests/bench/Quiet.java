package dev.sockwatch.tests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Waits for moments in which the machine does little else, and counts those it did not find. */
final class Quiet {
  private static final Path STAT = Path.of("/proc/stat");
  private static final double IDLE_SHARE = 0.9;
  private static final long LOOK_MILLIS = 100;
  private static final int MAX_LOOKS = 30;

  private int awaited;
  private int busy;

  /** Returns when the processors have been idle for a tenth of a second, or after some tries. */
  void await() throws IOException {
    awaited++;
    for (int i = 0; i < MAX_LOOKS; i++) {
      if (idleShare() >= IDLE_SHARE) {
        return;
      }
    }
    busy++;
  }

  /** What the reader must know of the machine. */
  String note() {
    return busy
        + " of "
        + awaited
        + " processes were started while the machine was busy with other work";
  }

  /** Of all ticks of all processors while it looked; proc_stat(5). */
  private static double idleShare() throws IOException {
    long[] before = ticks();
    pause(LOOK_MILLIS);
    long[] after = ticks();
    return (after[0] - before[0]) / (double) Math.max(1, after[1] - before[1]);
  }

  /** Idle, and all. */
  private static long[] ticks() throws IOException {
    String[] words = Files.readAllLines(STAT).get(0).trim().split(" +", -1);
    long all = 0;
    for (int i = 1; i < words.length; i++) {
      all += Long.parseLong(words[i]);
    }
    return new long[] {Long.parseLong(words[4]) + Long.parseLong(words[5]), all};
  }

  /** Sleeps; an interrupt ends the measurement. */
  static void pause(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
