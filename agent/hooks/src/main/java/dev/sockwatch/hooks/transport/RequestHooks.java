package dev.sockwatch.hooks.transport;

import dev.sockwatch.hooks.HookErrors;
import org.jspecify.annotations.Nullable;

/**
 * The static methods that the woven HTTP client of the JDK calls; only where connections are
 * exported.
 *
 * <p>Nothing that goes wrong here reaches the application: it is counted in {@link HookErrors}.
 */
public final class RequestHooks {
  private static volatile @Nullable RequestObserver observer;

  private RequestHooks() {}

  /** Directs all events to {@code newObserver}; null stops them. */
  public static void install(@Nullable RequestObserver newObserver) {
    observer = newObserver;
  }

  /** Woven where a request is made, mostly on the program's thread. */
  public static void requested(Object request, @Nullable Object before) {
    RequestObserver to = observer;
    if (to == null) {
      return;
    }
    try {
      to.requested(request, before);
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /** Woven at the entry of what connects for a request. */
  public static void connectingFor(@Nullable Object request) {
    RequestObserver to = observer;
    if (to == null) {
      return;
    }
    try {
      to.connectingFor(request);
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }

  /** Woven where that returns or throws. */
  public static void connectedFor() {
    connectingFor(null);
  }
}
