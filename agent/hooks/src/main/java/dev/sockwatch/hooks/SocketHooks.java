package dev.sockwatch.hooks;

import java.io.FileDescriptor;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The static methods that woven JDK code calls; each hands the event to the one observer.
 *
 * <p>Nothing that goes wrong here reaches the application: it is counted in {@link HookErrors}.
 */
public final class SocketHooks {
  /** A {@code Socket} or {@code ServerSocket}: the JDK closes it once it is collected. */
  public static final int SOCKET = 0;

  /** A channel: nobody closes it but the program. */
  public static final int CHANNEL = 1;

  /** An asynchronous channel: its group keeps it reachable. */
  public static final int ASYNCHRONOUS_CHANNEL = 2;

  /** A datagram socket or channel: the JDK closes it once it is collected. */
  public static final int DATAGRAM = 3;

  /** A channel of a native transport: nobody closes it but the program. */
  public static final int NATIVE_CHANNEL = 4;

  /** A datagram channel of a native transport: nobody closes it but the program. */
  public static final int NATIVE_DATAGRAM = 5;

  private static volatile @Nullable SocketObserver observer;

  /** Which classes of native transports are woven, as far as they have been asked about. */
  private static volatile @Nullable ClassValue<Boolean> woven;

  private SocketHooks() {}

  /** Directs all events to {@code newObserver}; null stops them. */
  public static void install(@Nullable SocketObserver newObserver) {
    observer = newObserver;
  }

  /** Says which classes of native transports may call the hooks that everybody sees. */
  public static void permit(ClassValue<Boolean> wovenClasses) {
    woven = wovenClasses;
  }

  /** Where events of a native transport go; null for nowhere, or if that class may not call. */
  public static @Nullable SocketObserver observerFor(Class<?> caller) {
    SocketObserver to = observer;
    if (to == null) {
      return null;
    }
    try {
      ClassValue<Boolean> permitted = woven;
      if (permitted != null && permitted.get(caller)) {
        return to;
      }
      HookErrors.refused(caller);
    } catch (Throwable t) {
      HookErrors.record(t);
    }
    return null;
  }

  /** Woven at the end of constructors and {@code create} methods. */
  public static void opened(Object owner, @Nullable FileDescriptor fd, int kind) {
    SocketObserver to = observer;
    if (to == null || fd == null) {
      return;
    }
    try {
      to.opened(owner, IOUtil.fdVal(fd), kind);
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /** Woven where an accepted connection gets its owner. */
  public static void accepted(Object owner, @Nullable FileDescriptor fd, int kind) {
    SocketObserver to = observer;
    if (to == null || fd == null) {
      return;
    }
    try {
      to.accepted(owner, IOUtil.fdVal(fd), kind);
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /** Woven at the entry of connect methods. */
  public static void connectStarted(
      Object owner, @Nullable FileDescriptor fd, @Nullable SocketAddress remote) {
    SocketObserver to = observer;
    if (to == null || fd == null) {
      return;
    }
    try {
      to.connectStarted(owner, IOUtil.fdVal(fd), remote);
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /** Woven where a connect method returns normally. */
  public static void connected(Object owner, @Nullable FileDescriptor fd) {
    SocketObserver to = observer;
    if (to == null || fd == null) {
      return;
    }
    try {
      to.connected(owner, IOUtil.fdVal(fd));
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /** Woven where a connect method returns whether the connection stands already. */
  public static void connected(boolean connected, Object owner, @Nullable FileDescriptor fd) {
    if (connected) {
      connected(owner, fd);
    }
  }

  /** Woven where a connect method throws. */
  public static void connectFailed(Throwable failure, Object owner, @Nullable FileDescriptor fd) {
    SocketObserver to = observer;
    if (to == null || fd == null) {
      return;
    }
    try {
      to.connectFailed(owner, IOUtil.fdVal(fd), failure);
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /** Woven at the end of listen and bind methods of listeners. */
  public static void listening(Object owner, @Nullable FileDescriptor fd) {
    SocketObserver to = observer;
    if (to == null || fd == null) {
      return;
    }
    try {
      to.listening(owner, IOUtil.fdVal(fd));
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /** Woven at the end of {@code read}. */
  public static void read(int n, FileDescriptor fd) {
    read((long) n, fd);
  }

  /** Woven at the end of {@code readv}. */
  public static void read(long n, FileDescriptor fd) {
    SocketObserver to = observer;
    if (to == null || (n <= 0 && n != -1L)) {
      return;
    }
    try {
      if (n > 0) {
        to.received(fd, IOUtil.fdVal(fd));
      } else {
        to.endOfInput(IOUtil.fdVal(fd));
      }
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /** Woven at the end of {@code write}. */
  public static void wrote(int n, FileDescriptor fd) {
    wrote((long) n, fd);
  }

  /** Woven at the end of {@code writev}. */
  public static void wrote(long n, FileDescriptor fd) {
    SocketObserver to = observer;
    if (to == null || n <= 0) {
      return;
    }
    try {
      to.sent(fd, IOUtil.fdVal(fd), n);
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /** Woven where {@code read} or {@code readv} throws. */
  public static void readFailed(Throwable failure, @Nullable FileDescriptor fd) {
    transferFailed(failure, fd, false);
  }

  /** Woven where {@code write} or {@code writev} throws. */
  public static void writeFailed(Throwable failure, @Nullable FileDescriptor fd) {
    transferFailed(failure, fd, true);
  }

  private static void transferFailed(
      Throwable failure, @Nullable FileDescriptor fd, boolean writing) {
    SocketObserver to = observer;
    if (to == null || fd == null) {
      return;
    }
    try {
      to.transferFailed(IOUtil.fdVal(fd), writing, failure);
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /** Woven at the entry of {@code shutdownInput}. */
  public static void inputShutdown(Object owner, @Nullable FileDescriptor fd) {
    SocketObserver to = observer;
    if (to == null || fd == null) {
      return;
    }
    try {
      to.inputShutdown(owner, IOUtil.fdVal(fd));
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /** Woven at the entry of {@code shutdownOutput}. */
  public static void outputShutdown(Object owner, @Nullable FileDescriptor fd) {
    SocketObserver to = observer;
    if (to == null || fd == null) {
      return;
    }
    try {
      to.outputShutdown(owner, IOUtil.fdVal(fd));
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /** Woven at the entry of the close that the program asked for. */
  public static void closing(Object owner, @Nullable FileDescriptor fd) {
    SocketObserver to = observer;
    if (to == null || fd == null) {
      return;
    }
    try {
      to.closing(owner, IOUtil.fdVal(fd));
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /** Woven at the entry of the methods that close a descriptor or put a dead one in its place. */
  public static void released(@Nullable FileDescriptor fd) {
    SocketObserver to = observer;
    if (to == null || fd == null) {
      return;
    }
    try {
      to.released(IOUtil.fdVal(fd));
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /** Woven where creating or accepting a socket throws. */
  public static void failed(Throwable failure) {
    SocketObserver to = observer;
    if (to == null) {
      return;
    }
    try {
      to.failed(failure);
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /** Woven where the JVM begins to run the application's shutdown hooks. */
  public static void exiting() {
    SocketObserver to = observer;
    if (to == null) {
      return;
    }
    try {
      to.exiting();
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }
}
