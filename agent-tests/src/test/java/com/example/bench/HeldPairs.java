package com.example.bench;

import com.example.bench.Loopback.Pair;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds connections, and answers questions about its own heap and threads.
 *
 * <p>Commands on stdin, one line of answer each: {@code open <pairs>}, {@code heap}, {@code thread
 * <name>}, {@code readers <command>}. It ends with its input.
 */
final class HeldPairs {
  private static final List<Pair> HELD = new ArrayList<>();

  private HeldPairs() {}

  public static void main(String[] args) throws Exception {
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Loopback sockets = Loopback.of("socket");
        Loopback channels = Loopback.of("channel")) {
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        String[] words = line.split(" ", 2);
        System.out.println(
            switch (words[0]) {
              case "open" -> open(Integer.parseInt(words[1]), sockets, channels);
              case "heap" -> "usedBytes=" + usedBytes();
              case "thread" -> thread(words[1]);
              case "readers" -> PackagedReaders.of(args[0]).apply(words[1]);
              default -> throw new IllegalArgumentException(line);
            });
      }
    }
  }

  /** Half of them sockets, half channels; each has carried a message, as real ones have. */
  private static String open(int pairs, Loopback sockets, Loopback channels) throws IOException {
    for (int i = 0; i < pairs; i++) {
      Pair pair = (i % 2 == 0 ? sockets : channels).connect();
      pair.exchange();
      HELD.add(pair);
    }
    return "pairs=" + HELD.size();
  }

  /** What is left after two collections: the second frees what the first one's cleaners let go. */
  private static long usedBytes() throws InterruptedException {
    System.gc();
    Thread.sleep(50); // cleaners run on a thread of their own and report nothing
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static String thread(String name) {
    if (ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads) {
      for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
        if (thread != null && thread.getThreadName().equals(name)) {
          long id = thread.getThreadId();
          return "cpuNanos=%d waits=%d allocatedBytes=%d"
              .formatted(
                  threads.getThreadCpuTime(id),
                  thread.getWaitedCount(),
                  threads.getThreadAllocatedBytes(id));
        }
      }
    }
    return "none";
  }
}
