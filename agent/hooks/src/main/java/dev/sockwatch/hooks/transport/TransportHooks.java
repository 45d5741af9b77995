package dev.sockwatch.hooks.transport;

import dev.sockwatch.hooks.HookErrors;
import dev.sockwatch.hooks.SocketHooks;
import dev.sockwatch.hooks.SocketObserver;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The static methods that woven classes of native transports call, with the descriptor's number.
 *
 * <p>Nothing that goes wrong here reaches the application: it is counted in {@link HookErrors}.
 */
public final class TransportHooks {
  /** Linux {@code asm-generic/errno.h}. */
  private static final int ECONNRESET = 104;

  private TransportHooks() {}

  /** Woven at the end of the constructors of channels that are to be connected or bound. */
  public static void opened(Object channel, int fd, int kind) {
    SocketObserver to = SocketHooks.observer();
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
  public static void accepted(Object channel, int fd, int kind) {
    SocketObserver to = SocketHooks.observer();
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
  public static void openedOrAccepted(Object channel, int fd, @Nullable Object parent) {
    if (parent == null) {
      opened(channel, fd, SocketHooks.NATIVE_CHANNEL);
    } else {
      accepted(channel, fd, SocketHooks.NATIVE_CHANNEL);
    }
  }

  /** Woven at the entry of connect methods. */
  public static void connectStarted(Object channel, int fd, @Nullable Object remote) {
    SocketObserver to = SocketHooks.observer();
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
  public static void connected(Object channel, int fd) {
    SocketObserver to = SocketHooks.observer();
    if (to == null) {
      return;
    }
    try {
      to.connected(channel, fd);
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /** Woven where a connect method returns whether the connection stands already. */
  public static void connected(boolean connected, Object channel, int fd) {
    if (connected) {
      connected(channel, fd);
    }
  }

  /** Woven where a connect fails. */
  public static void connectFailed(Throwable failure, Object channel, int fd) {
    SocketObserver to = SocketHooks.observer();
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
  public static void listening(int fd) {
    SocketObserver to = SocketHooks.observer();
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
  public static void read(int n, int fd) {
    SocketObserver to = SocketHooks.observer();
    if (to == null || (n <= 0 && n != -1)) {
      return;
    }
    try {
      if (n > 0) {
        to.received(null, fd);
      } else {
        to.endOfInput(fd);
      }
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /** Woven where the kernel's answer to a read arrives: 0 at the end of input. */
  public static void readCompleted(int result, int fd) {
    if (result >= 0) {
      read(result == 0 ? -1 : result, fd);
    } else if (result == -ECONNRESET) {
      readFailed(new IOException("Connection reset"), fd);
    }
  }

  /** Woven at the end of writes. */
  public static void wrote(int n, int fd) {
    wrote((long) n, fd);
  }

  /** Woven at the end of writes of several buffers. */
  public static void wrote(long n, int fd) {
    SocketObserver to = SocketHooks.observer();
    if (to == null || n <= 0) {
      return;
    }
    try {
      to.sent(null, fd, n);
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /** Woven where reads throw. */
  public static void readFailed(Throwable failure, int fd) {
    transferFailed(failure, fd, false);
  }

  /** Woven where writes throw. */
  public static void writeFailed(Throwable failure, int fd) {
    transferFailed(failure, fd, true);
  }

  private static void transferFailed(Throwable failure, int fd, boolean writing) {
    SocketObserver to = SocketHooks.observer();
    if (to == null) {
      return;
    }
    try {
      to.transferFailed(fd, writing, failure);
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /** Woven at the end of shutdown, which fails on a closed socket. */
  public static void shutdown(int fd, boolean input, boolean output) {
    SocketObserver to = SocketHooks.observer();
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
  public static void closing(Object channel, int fd, @Nullable Object pending) {
    SocketObserver to = SocketHooks.observer();
    if (to == null) {
      return;
    }
    try {
      if (pending instanceof Future<?> promise) {
        to.connectFailed(channel, fd, failureOf(promise));
      }
      to.closing(channel, fd);
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /** Woven at the entry of a close before which a pending connect was forgotten. */
  public static void closing(Object channel, int fd) {
    SocketObserver to = SocketHooks.observer();
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

  /** Never waits: it asks only a promise that is done. */
  private static Throwable failureOf(Future<?> promise) throws InterruptedException {
    if (promise.isDone() && !promise.isCancelled()) {
      try {
        promise.get();
      } catch (ExecutionException e) {
        Throwable cause = e.getCause();
        return cause == null ? e : cause;
      }
    }
    return new ClosedChannelException();
  }

  /**
   * Woven where a descriptor object is marked as closed, true for the one caller who closes it; or
   * at the entry of close, true while it is open.
   */
  public static void released(boolean first, int fd) {
    SocketObserver to = SocketHooks.observer();
    if (to == null || !first) {
      return;
    }
    try {
      to.released(fd);
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /** Woven where creating or accepting a socket throws. */
  public static void failed(Throwable failure) {
    SocketHooks.failed(failure);
  }
}
