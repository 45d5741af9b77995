package dev.sockwatch.table;

import dev.sockwatch.stack.CallStack;
import dev.sockwatch.stack.CallStacks;
import org.jspecify.annotations.Nullable;

/**
 * The writes after the first one since the last read, on a connection where Nagle's algorithm may
 * hold them back (RFC 9293 section 3.7.4): made only for connections that write twice.
 *
 * <p>Written by whoever reads and writes the socket, without a lock: two threads at once may blur a
 * count, no more.
 */
public final class WriteRun {
  /**
   * Less than the initial congestion window (ten segments, RFC 6928): more may wait for other
   * reasons than Nagle's algorithm.
   */
  static final long SMALL_BYTES = 10 * 1_400;

  private int writes;
  private long bytes;
  private long lastAtNanos;
  private int smallRuns;
  private volatile @Nullable Object writer;

  /** Another write, with the bytes of those before it in the same message. */
  void add(long before, long now, long written, @Nullable Throwable stack) {
    bytes = writes == 0 ? before + written : bytes + written;
    writes++;
    lastAtNanos = now;
    if (stack != null) {
      writer = stack;
    }
  }

  /** Whether this message was written in more than one write so far. */
  boolean isSplit() {
    return writes > 0;
  }

  /** The message is over: when its last write was, or 0 if it was too large to prove anything. */
  long end() {
    boolean small = bytes <= SMALL_BYTES;
    writes = 0;
    bytes = 0;
    if (!small) {
      return 0;
    }
    smallRuns++;
    return lastAtNanos;
  }

  /** Small messages so far that were written in more than one write. */
  public int smallRuns() {
    return smallRuns;
  }

  boolean hasWriter() {
    return writer != null;
  }

  /** The stack of a write after the first, interned; null if none was taken. Sampler only. */
  public @Nullable CallStack writer(CallStacks stacks) {
    Object raw = writer;
    CallStack stack = raw instanceof Throwable t ? stacks.intern(t) : (CallStack) raw;
    if (raw != stack) {
      writer = stack;
    }
    return stack;
  }
}
