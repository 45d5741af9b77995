package dev.sockwatch.hooks.transport;

import dev.sockwatch.hooks.HookErrors;
import dev.sockwatch.hooks.SocketObserver;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** What several of {@link TransportHooks} do once the caller is known. */
final class TransportEvents {
  private TransportEvents() {}

  /** A connection stands. */
  static void connected(@Nullable SocketObserver to, Object channel, int fd) {
    if (to == null) {
      return;
    }
    try {
      to.connected(channel, fd);
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /** A read returned bytes, or the end of input. */
  static void read(@Nullable SocketObserver to, boolean any, int fd) {
    if (to == null) {
      return;
    }
    try {
      if (any) {
        to.received(null, fd);
      } else {
        to.endOfInput(fd);
      }
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /** A write took bytes. */
  static void wrote(@Nullable SocketObserver to, long n, int fd) {
    if (to == null) {
      return;
    }
    try {
      to.sent(null, fd, n);
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /** A read or write failed. */
  static void transferFailed(
      @Nullable SocketObserver to, Throwable failure, int fd, boolean writing) {
    if (to == null) {
      return;
    }
    try {
      to.transferFailed(fd, writing, failure);
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /** Never waits: it asks only a promise that is done. */
  static Throwable failureOf(Future<?> promise) throws InterruptedException {
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
}
