package dev.sockwatch.kernel;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.InetSocketAddress;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's own native methods for a descriptor's number: available on every JDK, without any
 * library.
 *
 * <p>Used by one thread at a time: one descriptor object is pointed at one number after the other.
 */
final class JdkNatives {
  private final FileDescriptor descriptor = new FileDescriptor();
  private final MethodHandle setNumber;
  private final MethodHandle intOption;
  private final MethodHandle available;
  private final MethodHandle localAddress;
  private final MethodHandle remoteAddress;

  /** Fails where a JDK has renamed one of them. */
  JdkNatives() throws ReflectiveOperationException {
    Class<?> net = Class.forName("sun.nio.ch.Net");
    Class<?> ioUtil = Class.forName("sun.nio.ch.IOUtil");
    MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(net, MethodHandles.lookup());
    setNumber =
        lookup.findStatic(
            ioUtil, "setfdVal", MethodType.methodType(void.class, FileDescriptor.class, int.class));
    intOption =
        lookup.findStatic(
            net,
            "getIntOption0",
            MethodType.methodType(
                int.class, FileDescriptor.class, boolean.class, int.class, int.class));
    available =
        lookup.findStatic(net, "available", MethodType.methodType(int.class, FileDescriptor.class));
    MethodType address = MethodType.methodType(InetSocketAddress.class, FileDescriptor.class);
    localAddress = lookup.findStatic(net, "localAddress", address);
    remoteAddress = lookup.findStatic(net, "remoteAddress", address);
  }

  /** A copy of these method handles with buffers of its own, for another thread. */
  JdkNatives another() {
    return new JdkNatives(this);
  }

  private JdkNatives(JdkNatives same) {
    setNumber = same.setNumber;
    intOption = same.intOption;
    available = same.available;
    localAddress = same.localAddress;
    remoteAddress = same.remoteAddress;
  }

  /** {@code getsockopt} of four bytes; empty when the descriptor is closed or of another kind. */
  OptionalInt option(int fd, int level, int number) {
    try {
      setNumber.invokeExact(descriptor, fd);
      return OptionalInt.of((int) intOption.invokeExact(descriptor, false, level, number));
    } catch (Throwable t) {
      return none(t);
    }
  }

  /** {@code ioctl(FIONREAD)}: received and not read, an unread FIN not counted. */
  OptionalLong unreadBytes(int fd) {
    try {
      setNumber.invokeExact(descriptor, fd);
      return OptionalLong.of((int) available.invokeExact(descriptor));
    } catch (Throwable t) {
      none(t);
      return OptionalLong.empty();
    }
  }

  /** {@code getsockname}; never a name lookup. */
  @Nullable InetSocketAddress localAddress(int fd) {
    return address(localAddress, fd);
  }

  /** {@code getpeername}; null when not connected. */
  @Nullable InetSocketAddress remoteAddress(int fd) {
    return address(remoteAddress, fd);
  }

  private @Nullable InetSocketAddress address(MethodHandle call, int fd) {
    try {
      setNumber.invokeExact(descriptor, fd);
      return (InetSocketAddress) call.invokeExact(descriptor);
    } catch (Throwable t) {
      none(t);
      return null;
    }
  }

  /** The kernel's refusals arrive as IOException; anything else is a fault of ours. */
  private static OptionalInt none(Throwable t) {
    if (t instanceof IOException) {
      return OptionalInt.empty();
    }
    if (t instanceof RuntimeException e) {
      throw e;
    }
    if (t instanceof Error e) {
      throw e;
    }
    throw new IllegalStateException(t);
  }
}
