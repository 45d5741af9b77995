package dev.sockwatch.trace;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * Reads the current span through one copy of the OpenTelemetry API, by handles of its types.
 *
 * <p>It refers to that copy's class loader: so it is kept by a class of that loader, and by others
 * weakly only.
 */
final class SpanReader {
  /** Where readers are kept: in the class they read, so that they go together with it. */
  private static final ClassValue<SpanReader> KEPT =
      new ClassValue<>() {
        @Override
        protected SpanReader computeValue(Class<?> span) {
          try {
            return new SpanReader(span);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("not the API that we know: " + span, e);
          }
        }
      };

  private final MethodHandle current;
  private final MethodHandle context;
  private final MethodHandle isValid;
  private final MethodHandle traceId;
  private final MethodHandle spanId;
  private final MethodHandle flags;

  private SpanReader(Class<?> span) throws ReflectiveOperationException {
    ClassLoader loader = span.getClassLoader();
    String home = span.getPackageName() + ".";
    Class<?> spanContext = Class.forName(home + "SpanContext", false, loader);
    Class<?> traceFlags = Class.forName(home + "TraceFlags", false, loader);
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    MethodType toObject = MethodType.methodType(Object.class, Object.class);
    this.current =
        lookup
            .findStatic(span, "current", MethodType.methodType(span))
            .asType(MethodType.methodType(Object.class));
    this.context =
        lookup
            .findVirtual(span, "getSpanContext", MethodType.methodType(spanContext))
            .asType(toObject);
    this.isValid =
        lookup
            .findVirtual(spanContext, "isValid", MethodType.methodType(boolean.class))
            .asType(MethodType.methodType(boolean.class, Object.class));
    MethodType toText = MethodType.methodType(String.class, Object.class);
    this.traceId =
        lookup
            .findVirtual(spanContext, "getTraceId", MethodType.methodType(String.class))
            .asType(toText);
    this.spanId =
        lookup
            .findVirtual(spanContext, "getSpanId", MethodType.methodType(String.class))
            .asType(toText);
    MethodHandle flagsOf =
        lookup.findVirtual(spanContext, "getTraceFlags", MethodType.methodType(traceFlags));
    MethodHandle asByte =
        lookup.findVirtual(traceFlags, "asByte", MethodType.methodType(byte.class));
    this.flags =
        MethodHandles.filterReturnValue(flagsOf, asByte)
            .asType(MethodType.methodType(byte.class, Object.class));
  }

  /** The reader of the API that this interface belongs to. */
  static SpanReader of(Class<?> span) {
    return KEPT.get(span);
  }

  /** The span that is current on this thread, or null. */
  @Nullable TraceContext current() throws Throwable {
    Object span = (Object) current.invokeExact();
    Object context = (Object) this.context.invokeExact(span);
    if (!(boolean) isValid.invokeExact(context)) {
      return null;
    }
    return read(context);
  }

  private TraceContext read(Object context) throws Throwable {
    return new TraceContext(
        (String) traceId.invokeExact(context),
        (String) spanId.invokeExact(context),
        (byte) flags.invokeExact(context));
  }

  /** Has all that reading needs loaded and linked, on the calling thread. */
  void warmUp() throws Throwable {
    Object span = (Object) current.invokeExact();
    Object context = (Object) this.context.invokeExact(span);
    boolean unused = (boolean) isValid.invokeExact(context);
    TraceContext unusedToo = read(context);
  }
}
