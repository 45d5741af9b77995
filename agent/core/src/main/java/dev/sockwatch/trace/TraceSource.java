package dev.sockwatch.trace;

import org.jspecify.annotations.Nullable;

/** Knows in which span the calling thread is. */
public interface TraceSource {
  /** The span that is current on this thread, or null. On the application's thread: no blocking. */
  @Nullable TraceContext current();
}
