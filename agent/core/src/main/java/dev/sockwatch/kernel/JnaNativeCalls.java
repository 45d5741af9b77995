package dev.sockwatch.kernel;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * libc by JNA's direct mapping, for JDKs without foreign functions (17 to 20).
 *
 * <p>JNA unpacks its library into a temporary directory when this class is made: that directory
 * must be writable and executable.
 */
final class JnaNativeCalls implements NativeCalls {
  /** Fails with a LinkageError where JNA's library cannot be unpacked, loaded or mapped. */
  JnaNativeCalls() {
    Libc.register();
  }

  @Override
  public int getsockopt(int fd, int level, int option, long value, long length) {
    return Libc.getsockopt(fd, level, option, value, length);
  }

  @Override
  public int socket(int domain, int type, int protocol) {
    return Libc.socket(domain, type, protocol);
  }

  @Override
  public long send(int fd, long buffer, long length, int flags) {
    return Libc.send(fd, buffer, length, flags);
  }

  @Override
  public long recv(int fd, long buffer, long length, int flags) {
    return Libc.recv(fd, buffer, length, flags);
  }

  @Override
  public int close(int fd) {
    return Libc.close(fd);
  }

  @Override
  public int errno() {
    return Native.getLastError();
  }

  @Override
  public long addressOf(ByteBuffer direct) {
    return Pointer.nativeValue(Native.getDirectBufferPointer(direct));
  }

  /** The functions under their own names, as direct mapping wants them. */
  private static final class Libc {
    private Libc() {}

    static void register() {
      // The process itself has libc: nothing to search or to open.
      Native.register(
          Libc.class,
          NativeLibrary.getInstance(
              null, Map.of(Library.OPTION_CLASSLOADER, Libc.class.getClassLoader())));
    }

    static native int getsockopt(int fd, int level, int option, long value, long length);

    static native int socket(int domain, int type, int protocol);

    static native long send(int fd, long buffer, long length, int flags);

    static native long recv(int fd, long buffer, long length, int flags);

    static native int close(int fd);
  }
}
