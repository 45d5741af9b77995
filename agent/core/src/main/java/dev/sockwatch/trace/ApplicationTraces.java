package dev.sockwatch.trace;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * The copies of the OpenTelemetry API in this JVM: that of the OpenTelemetry agent, and any number
 * in the application's class loaders, none of which is kept alive.
 *
 * <p>A copy is asked only once its owner has used it: the first question initialises its context
 * storage, after which the owner could no longer wrap that.
 */
public final class ApplicationTraces implements TraceSource {
  private static final String OUR_COPY = "io.opentelemetry.api.trace.Span";

  /** More copies are not looked at: a lookup is constant work. */
  private static final int MAX_COPIES = 8;

  /** One copy; its reader is made after it was seen. */
  private static final class Copy {
    private final @Nullable WeakReference<ClassLoader> loader;
    private final String span;
    private boolean tried;
    private volatile boolean used;
    private volatile @Nullable WeakReference<SpanReader> reader;

    Copy(@Nullable ClassLoader loader, String span) {
      this.loader = loader == null ? null : new WeakReference<>(loader);
      this.span = span;
    }

    boolean isIn(@Nullable ClassLoader candidate) {
      return loader == null ? candidate == null : loader.refersTo(candidate);
    }

    boolean isGone() {
      return loader != null && loader.refersTo(null);
    }
  }

  /** The agent's first: with it an application's own copy says the same. Written under the lock. */
  private volatile Copy[] copies = {};

  /** Has all that reading needs loaded and linked, by reading our own copy. */
  public void warmUp() {
    try {
      ClassLoader own = ApplicationTraces.class.getClassLoader();
      SpanReader.of(Class.forName(OUR_COPY, true, own)).warmUp();
    } catch (Throwable t) {
      return; // then the application's first span pays for it
    }
  }

  /**
   * A copy is about to be there. Inside the definition of a class: loads none.
   *
   * @param loader where, null for the boot loader
   * @param span the name of its interface
   */
  public void defined(@Nullable ClassLoader loader, String span) {
    Copy unused = copyIn(loader, span);
  }

  /** Its owner uses it; likewise. */
  public void used(@Nullable ClassLoader loader, String span) {
    Copy copy = copyIn(loader, span);
    if (copy != null) {
      copy.used = true;
    }
  }

  private synchronized @Nullable Copy copyIn(@Nullable ClassLoader loader, String span) {
    int alive = 0;
    for (Copy copy : copies) {
      if (copy.isIn(loader)) {
        return copy;
      }
      alive += copy.isGone() ? 0 : 1;
    }
    if (alive >= MAX_COPIES) {
      return null;
    }
    Copy added = new Copy(loader, span);
    Copy[] now = new Copy[alive + 1];
    int next = 0;
    if (loader == null) {
      now[next++] = added;
    }
    for (Copy copy : copies) {
      if (!copy.isGone() && next < now.length) {
        now[next++] = copy;
      }
    }
    if (loader != null) {
      now[alive] = added;
    }
    copies = now;
    return added;
  }

  /** Makes readers for what was seen; waits where its class is still being defined. */
  public void resolve() {
    for (Copy copy : copies) {
      ClassLoader loader = copy.loader == null ? null : copy.loader.get();
      if (copy.tried || (loader == null && copy.loader != null)) {
        continue;
      }
      copy.tried = true;
      try {
        Class<?> span = Class.forName(copy.span, false, loader);
        copy.reader = new WeakReference<>(SpanReader.of(span));
      } catch (Throwable t) {
        copy.reader = null; // an API of another shape, or broken: as if it were not there
      }
    }
  }

  @Override
  public @Nullable TraceContext current() {
    for (Copy copy : copies) {
      WeakReference<SpanReader> kept = copy.used ? copy.reader : null;
      SpanReader reader = kept == null ? null : kept.get();
      if (reader == null) {
        continue;
      }
      try {
        TraceContext found = reader.current();
        if (found != null) {
          return found;
        }
      } catch (Throwable t) {
        return null; // the application's own context storage failed: its business, not ours
      }
    }
    return null;
  }
}
