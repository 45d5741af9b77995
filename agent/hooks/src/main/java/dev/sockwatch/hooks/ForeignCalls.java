package dev.sockwatch.hooks;

import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The one door to native code: the functions of libc that the kernel readers need, and no other, by
 * the JDK's foreign functions.
 *
 * <p>A class of java.base may call them without a flag and without a warning (JDK 21 and later).
 * Initialising it takes around 150 ms, and what only some readers need is linked when first asked
 * for: on the agent's thread only. Where the JDK has no foreign functions it fails with
 * ExceptionInInitializerError.
 */
public final class ForeignCalls {
  private static final long FIONREAD = 0x541b; // asm-generic/ioctls.h

  private static final ForeignLinker LINKER;
  private static final MethodHandle CALLOC;
  private static final MethodHandle GETSOCKOPT;

  /** Where the linker leaves {@code errno} of the last netlink call. */
  private static final ByteBuffer ERRNO;

  static {
    try {
      LINKER = new ForeignLinker();
      CALLOC = LINKER.link("calloc", null, long.class, long.class, long.class);
      ERRNO = LINKER.view((long) CALLOC.invokeExact(1L, (long) Integer.BYTES), Integer.BYTES);
      GETSOCKOPT =
          LINKER.link(
              "getsockopt",
              null,
              int.class,
              int.class,
              int.class,
              int.class,
              long.class,
              long.class);
    } catch (Throwable t) {
      throw new ExceptionInInitializerError(t);
    }
  }

  private ForeignCalls() {}

  /** Linked when a socket's addresses or unread bytes are asked for first. */
  static final class OfSockets {
    static final MethodHandle GETSOCKNAME = address("getsockname");
    static final MethodHandle GETPEERNAME = address("getpeername");
    static final MethodHandle IOCTL =
        linked("ioctl", null, int.class, int.class, long.class, long.class);

    private OfSockets() {}

    private static MethodHandle address(String function) {
      return linked(function, null, int.class, int.class, long.class, long.class);
    }
  }

  /** Linked when the first list of sockets is asked for. */
  static final class OfNetlink {
    static final MethodHandle SOCKET =
        linked("socket", ERRNO, int.class, int.class, int.class, int.class);
    static final MethodHandle SEND = transfer("send");
    static final MethodHandle RECV = transfer("recv");
    static final MethodHandle CLOSE = linked("close", ERRNO, int.class, int.class);

    private OfNetlink() {}

    private static MethodHandle transfer(String function) {
      return linked(function, ERRNO, long.class, int.class, long.class, long.class, int.class);
    }
  }

  private static MethodHandle linked(
      String function, @Nullable ByteBuffer errno, Class<?> result, Class<?>... arguments) {
    try {
      return LINKER.link(function, errno, result, arguments);
    } catch (Throwable t) {
      throw new ExceptionInInitializerError(t);
    }
  }

  /** Memory of the C heap, zeroed; nobody frees it. */
  public static long allocate(int bytes) throws Throwable {
    long address = (long) CALLOC.invokeExact(1L, (long) bytes);
    if (address == 0) {
      throw new OutOfMemoryError("calloc of a few bytes");
    }
    return address;
  }

  /** A buffer over such memory, in the machine's byte order. */
  public static ByteBuffer view(long address, int bytes) throws Throwable {
    return LINKER.view(address, bytes);
  }

  /**
   * Calls {@code getsockopt(fd, level, option, value, length)}.
   *
   * @param value address of the buffer
   * @param length address of an int: in, the buffer's size; out, how many bytes the kernel wrote
   * @return 0, or -1 for an error
   */
  public static int getsockopt(int fd, int level, int option, long value, long length)
      throws Throwable {
    return (int) GETSOCKOPT.invokeExact(fd, level, option, value, length);
  }

  /** Calls {@code getsockname(fd, address, length)}, likewise. */
  public static int getsockname(int fd, long address, long length) throws Throwable {
    return (int) OfSockets.GETSOCKNAME.invokeExact(fd, address, length);
  }

  /** Calls {@code getpeername(fd, address, length)}, likewise. */
  public static int getpeername(int fd, long address, long length) throws Throwable {
    return (int) OfSockets.GETPEERNAME.invokeExact(fd, address, length);
  }

  /** Calls {@code ioctl(fd, FIONREAD, count)}, whose third argument is the address of an int. */
  public static int unreadBytes(int fd, long count) throws Throwable {
    return (int) OfSockets.IOCTL.invokeExact(fd, FIONREAD, count);
  }

  /** Calls {@code socket(domain, type, protocol)}. */
  public static int socket(int domain, int type, int protocol) throws Throwable {
    return (int) OfNetlink.SOCKET.invokeExact(domain, type, protocol);
  }

  /** Calls {@code send(fd, buffer, length, flags)}. */
  public static long send(int fd, long buffer, long length, int flags) throws Throwable {
    return (long) OfNetlink.SEND.invokeExact(fd, buffer, length, flags);
  }

  /** Calls {@code recv(fd, buffer, length, flags)}. */
  public static long recv(int fd, long buffer, long length, int flags) throws Throwable {
    return (long) OfNetlink.RECV.invokeExact(fd, buffer, length, flags);
  }

  /** Calls {@code close(fd)}. */
  public static int close(int fd) throws Throwable {
    return (int) OfNetlink.CLOSE.invokeExact(fd);
  }

  /** {@code errno} of the last of the four calls above that failed; one thread makes them. */
  public static int errno() {
    return ERRNO.getInt(0);
  }
}
