package dev.sockwatch.hooks;

import org.jspecify.annotations.Nullable;

/** Who hears of requests; only where connections are exported. */
public final class RequestObservers {
  private static final String CLIENT = "jdk.internal.net.http.";
  private static final String CLIENT_MODULE = "java.net.http";

  private static volatile @Nullable RequestObserver observer;

  private RequestObservers() {}

  /** Directs all events to {@code newObserver}; null stops them. */
  public static void install(@Nullable RequestObserver newObserver) {
    observer = newObserver;
  }

  /** Where events go; null for nowhere, or if that class is not of the JDK's client. */
  public static @Nullable RequestObserver observerFor(Class<?> caller) {
    RequestObserver to = observer;
    if (to == null) {
      return null;
    }
    if (caller.getName().startsWith(CLIENT) && CLIENT_MODULE.equals(caller.getModule().getName())) {
      return to;
    }
    HookErrors.refused(caller);
    return null;
  }
}
