package dev.sockwatch.hooks;

import org.jspecify.annotations.Nullable;

/**
 * Requests of a client that connects on threads of its own, as its woven code saw them.
 *
 * <p>Called on the thread that makes the request, and on the client's: constant work, no blocking.
 */
public interface RequestObserver {
  /**
   * A request begins.
   *
   * @param request the client's object for it, not to be kept alive
   * @param before what it belongs to, e.g. the request before a redirect
   */
  void requested(Object request, @Nullable Object before);

  /** This thread connects for a request from now on; null: no longer. */
  void connectingFor(@Nullable Object request);
}
