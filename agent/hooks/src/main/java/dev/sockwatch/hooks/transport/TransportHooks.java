package dev.sockwatch.hooks.transport;

import dev.sockwatch.hooks.HookErrors;
import dev.sockwatch.hooks.SocketHooks;
import dev.sockwatch.hooks.SocketObserver;
import dev.sockwatch.hooks.reflect.CallerSensitive;
import dev.sockwatch.hooks.reflect.Reflection;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The static methods that woven classes of native transports call, with the descriptor's number.
 *
 * <p>Everybody can call them, since they must be where a class of the application can link to them:
 * so the caller's class decides, and no other than a woven one is heard. Nothing that goes wrong
 * here reaches the application: it is counted in {@link HookErrors}.
 */
public final class TransportHooks {
  /** Linux {@code asm-generic/errno.h}. */
  private static final int ECONNRESET = 104;

  private TransportHooks() {}

  /** Woven at the end of the constructors of channels that are to be connected or bound. */
  @CallerSensitive
  public static void opened(Object channel, int fd, int kind) {
    SocketObserver to = SocketHooks.observerFor(Reflection.getCallerClass());
    if (to == null) {
      return;
    }
    try {
      to.opened(channel, fd, kind);
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /** Woven at the end of the constructors of accepted channels. */
  @CallerSensitive
  public static void accepted(Object channel, int fd, int kind) {
    SocketObserver to = SocketHooks.observerFor(Reflection.getCallerClass());
    if (to == null) {
      return;
    }
    try {
      to.accepted(channel, fd, kind);
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /** Woven at the end of constructors that serve both. */
  @CallerSensitive
  public static void openedOrAccepted(Object channel, int fd, @Nullable Object parent) {
    SocketObserver to = SocketHooks.observerFor(Reflection.getCallerClass());
    if (to == null) {
      return;
    }
    try {
      if (parent == null) {
        to.opened(channel, fd, SocketHooks.NATIVE_CHANNEL);
      } else {
        to.accepted(channel, fd, SocketHooks.NATIVE_CHANNEL);
      }
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /** Woven at the entry of connect methods. */
  @CallerSensitive
  public static void connectStarted(Object channel, int fd, @Nullable Object remote) {
    SocketObserver to = SocketHooks.observerFor(Reflection.getCallerClass());
    if (to == null) {
      return;
    }
    try {
      to.connectStarted(channel, fd, remote instanceof SocketAddress address ? address : null);
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /** Woven where a connection is established. */
  @CallerSensitive
  public static void connected(Object channel, int fd) {
    TransportEvents.connected(SocketHooks.observerFor(Reflection.getCallerClass()), channel, fd);
  }

  /** Woven where a connect method returns whether the connection stands already. */
  @CallerSensitive
  public static void connected(boolean connected, Object channel, int fd) {
    if (connected) {
      TransportEvents.connected(SocketHooks.observerFor(Reflection.getCallerClass()), channel, fd);
    }
  }

  /** Woven where a connect fails. */
  @CallerSensitive
  public static void connectFailed(Throwable failure, Object channel, int fd) {
    SocketObserver to = SocketHooks.observerFor(Reflection.getCallerClass());
    if (to == null) {
      return;
    }
    try {
      to.connectFailed(channel, fd, failure);
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /** Woven at the end of listen. */
  @CallerSensitive
  public static void listening(int fd) {
    SocketObserver to = SocketHooks.observerFor(Reflection.getCallerClass());
    if (to == null) {
      return;
    }
    try {
      to.listening(null, fd);
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /** Woven at the end of reads that return -1 at the end of input. */
  @CallerSensitive
  public static void read(int n, int fd) {
    if (n > 0 || n == -1) {
      TransportEvents.read(SocketHooks.observerFor(Reflection.getCallerClass()), n > 0, fd);
    }
  }

  /** Woven where the kernel's answer to a read arrives: 0 at the end of input. */
  @CallerSensitive
  public static void readCompleted(int result, int fd) {
    if (result >= 0) {
      TransportEvents.read(SocketHooks.observerFor(Reflection.getCallerClass()), result > 0, fd);
    } else if (result == -ECONNRESET) {
      SocketObserver to = SocketHooks.observerFor(Reflection.getCallerClass());
      TransportEvents.transferFailed(to, new IOException("Connection reset"), fd, false);
    }
  }

  /** Woven at the end of writes. */
  @CallerSensitive
  public static void wrote(int n, int fd) {
    if (n > 0) {
      TransportEvents.wrote(SocketHooks.observerFor(Reflection.getCallerClass()), n, fd);
    }
  }

  /** Woven at the end of writes of several buffers. */
  @CallerSensitive
  public static void wrote(long n, int fd) {
    if (n > 0) {
      TransportEvents.wrote(SocketHooks.observerFor(Reflection.getCallerClass()), n, fd);
    }
  }

  /** Woven where reads throw. */
  @CallerSensitive
  public static void readFailed(Throwable failure, int fd) {
    TransportEvents.transferFailed(
        SocketHooks.observerFor(Reflection.getCallerClass()), failure, fd, false);
  }

  /** Woven where writes throw. */
  @CallerSensitive
  public static void writeFailed(Throwable failure, int fd) {
    TransportEvents.transferFailed(
        SocketHooks.observerFor(Reflection.getCallerClass()), failure, fd, true);
  }

  /** Woven at the end of shutdown, which fails on a closed socket. */
  @CallerSensitive
  public static void shutdown(int fd, boolean input, boolean output) {
    SocketObserver to = SocketHooks.observerFor(Reflection.getCallerClass());
    if (to == null) {
      return;
    }
    try {
      if (input) {
        to.inputShutdown(null, fd);
      }
      if (output) {
        to.outputShutdown(null, fd);
      }
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /**
   * Woven at the entry of close.
   *
   * @param pending the promise of a connect that is under way; when it timed out it holds why
   */
  @CallerSensitive
  public static void closing(Object channel, int fd, @Nullable Object pending) {
    SocketObserver to = SocketHooks.observerFor(Reflection.getCallerClass());
    if (to == null) {
      return;
    }
    try {
      if (pending instanceof Future<?> promise) {
        to.connectFailed(channel, fd, TransportEvents.failureOf(promise));
      }
      to.closing(channel, fd);
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /** Woven at the entry of a close before which a pending connect was forgotten. */
  @CallerSensitive
  public static void closing(Object channel, int fd) {
    SocketObserver to = SocketHooks.observerFor(Reflection.getCallerClass());
    if (to == null) {
      return;
    }
    try {
      to.connectFailed(
          channel, fd, new ClosedChannelException()); // no event unless a connect is under way
      to.closing(channel, fd);
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /**
   * Woven where a descriptor object is marked as closed, true for the one caller who closes it; or
   * at the entry of close, true while it is open.
   */
  @CallerSensitive
  public static void released(boolean first, int fd) {
    SocketObserver to = first ? SocketHooks.observerFor(Reflection.getCallerClass()) : null;
    if (to == null) {
      return;
    }
    try {
      to.released(fd);
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /** Woven where creating or accepting a socket throws. */
  @CallerSensitive
  public static void failed(Throwable failure) {
    if (SocketHooks.observerFor(Reflection.getCallerClass()) != null) {
      SocketHooks.failed(failure);
    }
  }
}
