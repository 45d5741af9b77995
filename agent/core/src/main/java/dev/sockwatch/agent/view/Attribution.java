package dev.sockwatch.agent.view;

import dev.sockwatch.scope.Scope;
import dev.sockwatch.scope.ScopeToken;
import dev.sockwatch.scope.ScopeToken.Origin;
import dev.sockwatch.stack.CallStack;
import dev.sockwatch.table.TrackedSocket;
import org.jspecify.annotations.Nullable;

/**
 * Whose socket it is, in the end: the thread's token may be too old or too widely shared.
 *
 * @param scope who answers for it
 * @param reason why that is not the scope of the token; null where it is
 */
public record Attribution(Scope scope, @Nullable String reason) {
  /**
   * Who answers for a socket; null for one that was reported, or that was there before the suite.
   *
   * @param stack where it was opened, or null when no hook saw that
   */
  public static @Nullable Attribution of(
      TrackedSocket socket, @Nullable CallStack stack, Scope suite) {
    ScopeToken token = socket.token();
    if (token == null) {
      boolean isOurs = socket.kind().isOpenSeen() && isAfter(socket, suite.beganAtNanos());
      return isOurs ? new Attribution(suite, unowned(socket)) : null;
    }
    Scope scope = token.scope();
    String reason = null;
    String statics = stack == null ? null : stack.staticInitialiser();
    if (statics != null && token.origin() != Origin.SETTLED) {
      return new Attribution(
          scope.ownerOfStatics(statics),
          "the static initialiser of "
              + statics
              + " opened it, which runs for whoever comes first");
    }
    switch (token.origin()) {
      case SETTLED -> {
        return null;
      }
      case HANDED_OVER ->
          reason = token.opener().name() + " opened it and left it open on purpose, e.g. in a pool";
      case ENTERED -> {}
      case INHERITED -> {
        if (scope.hasEndedBefore(socket.openedAtNanos())) {
          reason =
              "thread \""
                  + socket.thread()
                  + "\" comes from "
                  + scope.name()
                  + ", which had ended when the socket was opened";
        } else if (!isCertain(scope, stack)) {
          reason =
              "thread \""
                  + socket.thread()
                  + "\" comes from "
                  + scope.name()
                  + ", but others ran at the same time and may have used the thread";
          while (!isCertain(scope, stack) && scope.parent() != null) {
            scope = scope.parent();
          }
        }
      }
    }
    while (scope.parent() != null && scope.hasEndedBefore(socket.openedAtNanos())) {
      scope = scope.parent();
    }
    return new Attribution(scope, reason);
  }

  /** Whether {@code scope}, or one in it, may have to answer for it: a look without the stack. */
  public static boolean isPossible(TrackedSocket socket, Scope scope, Scope suite) {
    ScopeToken token = socket.token();
    return token == null
        ? scope == suite && socket.kind().isOpenSeen() && isAfter(socket, suite.beganAtNanos())
        : token.origin() != Origin.SETTLED && token.scope().isWithin(scope);
  }

  /** Nothing ran beside it, or its own code is on the stack. */
  private static boolean isCertain(Scope scope, @Nullable CallStack stack) {
    return scope.company() == scope || (stack != null && scope.isProvenBy(stack));
  }

  private static String unowned(TrackedSocket socket) {
    return "thread \"" + socket.thread() + "\" was there before any test, or belongs to none";
  }

  private static boolean isAfter(TrackedSocket socket, long nanos) {
    return socket.openedAtNanos() - nanos >= 0;
  }
}
