package com.example.places;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.management.ObjectName;

/**
 * What this process holds: heap after a collection, resident memory, threads, descriptors, classes.
 */
final class Held {
  private Held() {}

  static void print(String when) throws Exception {
    for (int i = 0; i < 3; i++) {
      System.gc(); // what was reachable through a reference is gone at the second
    }
    Runtime runtime = Runtime.getRuntime();
    figure(when, "heapKiB", (runtime.totalMemory() - runtime.freeMemory()) / 1024);
    figure(when, "residentKiB", status("VmRSS:"));
    figure(when, "threads", status("Threads:"));
    String[] descriptors = Path.of("/proc/self/fd").toFile().list();
    figure(when, "descriptors", descriptors == null ? 0 : descriptors.length);
    figure(when, "classes", ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
    figure(when, "nativeKiB", nativeMemory());
    System.out.println(when + " is reached");
  }

  private static void figure(String when, String name, long value) {
    System.out.println(when + "." + name + "=" + value);
  }

  private static long status(String key) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith(key)) {
        return Long.parseLong(line.substring(key.length()).replace("kB", "").strip());
      }
    }
    throw new IOException("no " + key);
  }

  /** What the JVM counts outside of the heap: of {@code -XX:NativeMemoryTracking=summary}. */
  private static long nativeMemory() throws Exception {
    Object said =
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "vmNativeMemory",
                new Object[] {new String[] {"summary", "scale=KB"}},
                new String[] {String[].class.getName()});
    long total = 0;
    for (String line : List.of(String.valueOf(said).split("\n", -1))) {
      String text = line.strip().toLowerCase(Locale.ROOT);
      if (text.startsWith("-") && !text.contains("java heap")) {
        total += committed(text);
      }
    }
    return total;
  }

  private static long committed(String line) {
    int at = line.indexOf("committed=");
    if (at < 0) {
      return 0;
    }
    int end = line.indexOf("kb", at);
    return Long.parseLong(line.substring(at + "committed=".length(), end));
  }
}
