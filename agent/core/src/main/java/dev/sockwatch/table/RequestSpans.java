package dev.sockwatch.table;

import dev.sockwatch.trace.TraceContext;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * In which span requests were made that connect on a thread of their client. Bounded: the older one
 * gives way; no request is kept alive.
 */
final class RequestSpans {
  private static final int SIZE = 4096;

  /** A request and its span. */
  private static final class Made extends WeakReference<Object> {
    private final TraceContext context;

    Made(Object request, TraceContext context) {
      super(request);
      this.context = context;
    }
  }

  private final AtomicReferenceArray<@Nullable Made> requests = new AtomicReferenceArray<>(SIZE);

  @SuppressWarnings("ThreadLocalUsage") // one per JVM, as the export queue
  private final ThreadLocal<@Nullable TraceContext> connecting = new ThreadLocal<>();

  /**
   * Remembers a request.
   *
   * @param before what it goes on with, e.g. after a redirect, on a thread without a span
   */
  void put(Object request, @Nullable Object before, @Nullable TraceContext current) {
    TraceContext context = current == null && before != null ? of(before) : current;
    if (context != null) {
      requests.set(slot(request), new Made(request, context));
      if (before != null) {
        requests.set(slot(before), new Made(before, context));
      }
    }
  }

  void connectingFor(@Nullable Object request) {
    TraceContext context = request == null ? null : of(request);
    if (context != null) {
      connecting.set(context);
    } else {
      connecting.remove();
    }
  }

  @Nullable TraceContext current() {
    return connecting.get();
  }

  private @Nullable TraceContext of(Object request) {
    Made made = requests.get(slot(request));
    return made != null && made.refersTo(request) ? made.context : null;
  }

  private static int slot(Object request) {
    int hash = System.identityHashCode(request);
    return (hash ^ hash >>> 12) & (SIZE - 1);
  }
}
