package dev.sockwatch.snapshot;

import dev.sockwatch.stack.CallStack;
import org.jspecify.annotations.Nullable;

/**
 * Small messages of one connection that were written in several writes, with TCP_NODELAY off.
 *
 * @param count how many were answered; 0 where each left in one write
 * @param writer a write after the first one of a message, or null where none was taken
 */
public record SplitMessages(int count, @Nullable CallStack writer) {
  /** TCP_NODELAY is off, and no message was written in several writes. */
  public static final SplitMessages NONE = new SplitMessages(0, null);
}
