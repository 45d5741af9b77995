package dev.sockwatch.kernel;

import dev.sockwatch.hooks.ForeignCalls;

/** libc by the JDK's foreign functions (21 and later), from inside java.base. */
final class ForeignNativeCalls implements NativeCalls {
  /** Fails with an ExceptionInInitializerError where the JDK has no foreign functions. */
  ForeignNativeCalls() {
    int unused = ForeignCalls.errno();
  }

  /** Nothing in it belongs to one thread but {@code errno}, which the sampler alone asks for. */
  @Override
  public NativeCalls another() {
    return this;
  }

  @Override
  public NativeMemory allocate(int bytes) {
    try {
      long address = ForeignCalls.allocate(bytes);
      return new NativeMemory(ForeignCalls.view(address, bytes), address);
    } catch (Throwable t) {
      throw failed("memory", t);
    }
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
  public int getsockname(int fd, long address, long length) {
    try {
      return ForeignCalls.getsockname(fd, address, length);
    } catch (Throwable t) {
      throw failed("getsockname", t);
    }
  }

  @Override
  public int getpeername(int fd, long address, long length) {
    try {
      return ForeignCalls.getpeername(fd, address, length);
    } catch (Throwable t) {
      throw failed("getpeername", t);
    }
  }

  @Override
  public int unreadBytes(int fd, long count) {
    try {
      return ForeignCalls.unreadBytes(fd, count);
    } catch (Throwable t) {
      throw failed("ioctl", t);
    }
  }

  @Override
  public int socket(int domain, int type, int protocol) {
    try {
      return ForeignCalls.socket(domain, type, protocol);
    } catch (Throwable t) {
      throw failed("socket", t);
    }
  }

  @Override
  public long send(int fd, long buffer, long length, int flags) {
    try {
      return ForeignCalls.send(fd, buffer, length, flags);
    } catch (Throwable t) {
      throw failed("send", t);
    }
  }

  @Override
  public long recv(int fd, long buffer, long length, int flags) {
    try {
      return ForeignCalls.recv(fd, buffer, length, flags);
    } catch (Throwable t) {
      throw failed("recv", t);
    }
  }

  @Override
  public int close(int fd) {
    try {
      return ForeignCalls.close(fd);
    } catch (Throwable t) {
      throw failed("close", t);
    }
  }

  @Override
  public int errno() {
    return ForeignCalls.errno();
  }

  private static IllegalStateException failed(String what, Throwable t) {
    return new IllegalStateException(what + " by foreign functions failed", t);
  }
}
