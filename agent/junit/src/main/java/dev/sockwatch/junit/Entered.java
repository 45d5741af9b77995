package dev.sockwatch.junit;

import dev.sockwatch.api.ScopesMXBean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;

/** A method of the test class on a thread that may not have entered its scope yet. */
final class Entered {
  private Entered() {}

  /**
   * Threads differ with {@code @Timeout} in a separate thread, and when classes run in parallel.
   */
  static <T> T call(@Nullable OpenScope scope, Invocation<T> invocation) throws Throwable {
    if (scope == null || scope.isOfThisThread()) {
      return invocation.proceed();
    }
    ScopesMXBean scopes = AgentConnection.get().scopes();
    scopes.enter(scope.id());
    try {
      return invocation.proceed();
    } finally {
      scopes.leave();
    }
  }
}
