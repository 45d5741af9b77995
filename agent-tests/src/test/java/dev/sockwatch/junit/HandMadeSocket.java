package dev.sockwatch.junit;

import dev.sockwatch.api.LeftSocketView;
import java.util.List;

/** A socket that was left open, made by hand. */
final class HandMadeSocket {
  private HandMadeSocket() {}

  /** A listener; the first frame of its opening stack is blamed. */
  static LeftSocketView listener(String... stack) {
    return listener(List.of(stack).subList(1, stack.length), stack);
  }

  /** A listener whose opening stack has callers that say less. */
  static LeftSocketView listener(List<String> callers, String... stack) {
    return new LeftSocketView(
        1,
        "socket",
        "listener",
        "LISTEN",
        "127.0.0.1:8080",
        null,
        5,
        null,
        false,
        false,
        "main",
        stack[0],
        List.of(stack),
        callers,
        List.of(),
        "Test.test",
        null);
  }
}
