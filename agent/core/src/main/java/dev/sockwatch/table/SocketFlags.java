package dev.sockwatch.table;

import dev.sockwatch.trace.TraceContext;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a socket as flags that are only ever set, each once: the thread that sets one
 * writes what belongs to it.
 */
public abstract class SocketFlags extends SampledSocket {
  static final int CONNECT_STARTED = 1;
  static final int CONNECTED = 1 << 1;
  static final int ACCEPTED = 1 << 2;
  static final int LISTENING = 1 << 3;
  static final int INPUT_SHUTDOWN = 1 << 4;
  static final int OUTPUT_SHUTDOWN = 1 << 5;
  static final int END_OF_INPUT = 1 << 6;
  static final int CLOSING = 1 << 7;
  static final int RELEASED = 1 << 8;
  static final int UNWATCHED = 1 << 9;
  static final int UNVERIFIED = 1 << 10;
  static final int NAGLE_FREE = 1 << 11;
  static final int RESET = 1 << 12;
  static final int KERNEL_TIMED = 1 << 13;

  private static final AtomicIntegerFieldUpdater<SocketFlags> FLAGS =
      AtomicIntegerFieldUpdater.newUpdater(SocketFlags.class, "flags");

  private volatile int flags;

  /** Only where connections are exported. */
  private volatile @Nullable ExportTimeline timeline;

  SocketFlags(@Nullable Object owner) {
    super(owner);
  }

  /** When what happened, and in which span; null where connections are not exported. */
  public @Nullable ExportTimeline timeline() {
    return timeline;
  }

  /** Of the application's trace in which it was opened; null where that is not followed. */
  public @Nullable String traceId() {
    ExportTimeline kept = timeline;
    TraceContext opener = kept == null ? null : kept.opener();
    return opener == null ? null : opener.traceId();
  }

  void timeline(@Nullable ExportTimeline made) {
    timeline = made;
  }

  /** The kernel says when bytes last moved: hooks need not stamp them any more. */
  public void kernelTimed() {
    mark(KERNEL_TIMED);
  }

  /** Whether it does. */
  public boolean isKernelTimed() {
    return is(KERNEL_TIMED);
  }

  /** Whether a read or write has failed as the peer had reset the connection. */
  public boolean isReset() {
    return is(RESET);
  }

  /** Whether the program has shut down its receiving side. */
  public boolean isInputShutdown() {
    return is(INPUT_SHUTDOWN);
  }

  /** Sets a flag; true for the one caller that set it. */
  boolean mark(int flag) {
    for (int now = flags; (now & flag) == 0; now = flags) {
      if (FLAGS.compareAndSet(this, now, now | flag)) {
        marked(flag);
        return true;
      }
    }
    return false;
  }

  /** A flag was set, by the calling thread. */
  abstract void marked(int flag);

  boolean is(int flag) {
    return (flags & flag) != 0;
  }

  void clear(int flag) {
    for (int now = flags; (now & flag) != 0; now = flags) {
      if (FLAGS.compareAndSet(this, now, now & ~flag)) {
        return;
      }
    }
  }

  void copyFlags(SocketFlags other) {
    flags = other.flags;
  }
}
