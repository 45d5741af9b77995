package dev.sockwatch.hooks;

import java.io.FileDescriptor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The stand-in for {@code sun.nio.ch.IOUtil} in unit tests; it comes before the one in main on the
 * class path, which reads a private field of java.base.
 */
final class IOUtil {
  private static final Map<FileDescriptor, Integer> NUMBERS = new ConcurrentHashMap<>();

  private IOUtil() {}

  static int fdVal(FileDescriptor fd) {
    return NUMBERS.getOrDefault(fd, -1);
  }

  /** A descriptor with a number of ours. */
  static FileDescriptor descriptor(int number) {
    FileDescriptor fd = new FileDescriptor();
    NUMBERS.put(fd, number);
    return fd;
  }
}
