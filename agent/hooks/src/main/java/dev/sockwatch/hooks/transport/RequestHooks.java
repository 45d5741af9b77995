package dev.sockwatch.hooks.transport;

import dev.sockwatch.hooks.HookErrors;
import dev.sockwatch.hooks.RequestObserver;
import dev.sockwatch.hooks.RequestObservers;
import dev.sockwatch.hooks.reflect.CallerSensitive;
import dev.sockwatch.hooks.reflect.Reflection;
import org.jspecify.annotations.Nullable;

/**
 * The static methods that the woven HTTP client of the JDK calls; only where connections are
 * exported. No other class is heard.
 *
 * <p>Nothing that goes wrong here reaches the application: it is counted in {@link HookErrors}.
 */
public final class RequestHooks {
  private RequestHooks() {}

  /** Woven where a request is made, mostly on the program's thread. */
  @CallerSensitive
  public static void requested(Object request, @Nullable Object before) {
    RequestObserver to = RequestObservers.observerFor(Reflection.getCallerClass());
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
  @CallerSensitive
  public static void connectingFor(@Nullable Object request) {
    connecting(RequestObservers.observerFor(Reflection.getCallerClass()), request);
  }

  /** Woven where that returns or throws. */
  @CallerSensitive
  public static void connectedFor() {
    connecting(RequestObservers.observerFor(Reflection.getCallerClass()), null);
  }

  private static void connecting(@Nullable RequestObserver to, @Nullable Object request) {
    if (to == null) {
      return;
    }
    try {
      to.connectingFor(request);
    } catch (Throwable t) {
      HookErrors.record(t);
    }
  }
}
