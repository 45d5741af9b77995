package dev.sockwatch.hooks;

import java.io.FileDescriptor;
import java.lang.reflect.Field;

/**
 * The stand-in for {@code sun.nio.ch.IOUtil}, for compiling and for unit tests only: it is not
 * packaged, and after relocation the hooks link to the JDK's own class of that name.
 */
final class IOUtil {
  private IOUtil() {}

  /** The number of the descriptor, -1 once closed. */
  static int fdVal(FileDescriptor fd) {
    try {
      Field number = FileDescriptor.class.getDeclaredField("fd");
      number.setAccessible(true);
      return number.getInt(fd);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
