package dev.sockwatch.detect;

import dev.sockwatch.stack.CallStack;
import org.jspecify.annotations.Nullable;

/**
 * What a static initialiser opens, e.g. to look at the options that sockets have here: it runs once
 * in the life of its class, so that a few sockets are all that will ever come of it.
 */
final class OnceOnly {
  private static final int FEW = 3;

  private OnceOnly() {}

  /** Advice at most, for a few sockets of a static initialiser. */
  static Severity severity(Severity otherwise, @Nullable CallStack opening, long count) {
    return opening != null && count <= FEW && opening.staticInitialiser() != null
        ? Severity.ADVICE
        : otherwise;
  }
}
