package dev.sockwatch.tests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this machine allows. */
final class Limits {
  /** For what a JVM itself opens. */
  private static final int OTHER_DESCRIPTORS = 200;

  private Limits() {}

  /** Why a process cannot hold so many sockets; empty when it can. */
  static String against(int sockets, long kibibytes) throws IOException {
    long descriptors = mostDescriptors();
    if (descriptors < sockets + OTHER_DESCRIPTORS) {
      return "a process may have " + descriptors + " descriptors here (ulimit -Hn)";
    }
    long available = number(Path.of("/proc/meminfo"), "MemAvailable:", 1);
    return available < 2 * kibibytes
        ? "only " + available + " KiB of memory are available, it may take " + kibibytes
        : "";
  }

  private static long mostDescriptors() throws IOException {
    return number(Path.of("/proc/self/limits"), "Max open files", 4);
  }

  /** The word of that index in the line that begins so. */
  private static long number(Path file, String start, int index) throws IOException {
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith(start)) {
        String word = line.split(" +", -1)[index];
        return word.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(word);
      }
    }
    throw new IOException("no line " + start + " in " + file);
  }
}
