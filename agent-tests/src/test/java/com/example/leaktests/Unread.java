package com.example.leaktests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** What a server has sent and nobody has read, by the word of the kernel. */
final class Unread {
  private Unread() {}

  /** Waits until some connection to this port holds received bytes. */
  static void await(int port) throws IOException {
    String remote = String.format(Locale.ROOT, ":%04X", port);
    while (!isThere(remote)) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static boolean isThere(String remote) throws IOException {
    for (String table : new String[] {"tcp", "tcp6"}) {
      for (String line : Files.readAllLines(Path.of("/proc/self/net", table))) {
        String[] words = line.strip().split("\\s+", -1);
        if (words[2].endsWith(remote) && !words[4].endsWith(":00000000")) {
          return true;
        }
      }
    }
    return false;
  }
}
