package dev.sockwatch.kernel;

import dev.sockwatch.hooks.ForeignCalls;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** libc by the JDK's foreign functions (21 and later), from inside java.base. */
final class ForeignNativeCalls implements NativeCalls {
  // Linked when first needed: each takes some milliseconds.
  private @Nullable MethodHandle socket;
  private @Nullable MethodHandle send;
  private @Nullable MethodHandle recv;
  private @Nullable MethodHandle close;

  /** Fails with an ExceptionInInitializerError where the JDK has no foreign functions. */
  ForeignNativeCalls() {
    int unused = ForeignCalls.errno();
  }

  @Override
  public int getsockopt(int fd, int level, int option, long value, long length) {
    try {
      return ForeignCalls.getsockopt(fd, level, option, value, length);
    } catch (Throwable t) {
      throw failed("getsockopt", t);
    }
  }

  @Override
  public int socket(int domain, int type, int protocol) {
    try {
      if (socket == null) {
        socket = ForeignCalls.link("socket", int.class, int.class, int.class, int.class);
      }
      return (int) socket.invokeExact(domain, type, protocol);
    } catch (Throwable t) {
      throw failed("socket", t);
    }
  }

  @Override
  public long send(int fd, long buffer, long length, int flags) {
    try {
      if (send == null) {
        send = transfer("send");
      }
      return (long) send.invokeExact(fd, buffer, length, flags);
    } catch (Throwable t) {
      throw failed("send", t);
    }
  }

  @Override
  public long recv(int fd, long buffer, long length, int flags) {
    try {
      if (recv == null) {
        recv = transfer("recv");
      }
      return (long) recv.invokeExact(fd, buffer, length, flags);
    } catch (Throwable t) {
      throw failed("recv", t);
    }
  }

  @Override
  public int close(int fd) {
    try {
      if (close == null) {
        close = ForeignCalls.link("close", int.class, int.class);
      }
      return (int) close.invokeExact(fd);
    } catch (Throwable t) {
      throw failed("close", t);
    }
  }

  @Override
  public int errno() {
    return ForeignCalls.errno();
  }

  @Override
  public long addressOf(ByteBuffer direct) {
    try {
      return ForeignCalls.addressOf(direct);
    } catch (Throwable t) {
      throw failed("the address of a buffer", t);
    }
  }

  private static MethodHandle transfer(String function) throws Throwable {
    return ForeignCalls.link(function, long.class, int.class, long.class, long.class, int.class);
  }

  private static IllegalStateException failed(String what, Throwable t) {
    return new IllegalStateException(what + " by foreign functions failed", t);
  }
}
