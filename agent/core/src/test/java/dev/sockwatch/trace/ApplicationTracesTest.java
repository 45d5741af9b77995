package dev.sockwatch.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

/** The span of the calling thread, through any copy of the API, none of which is kept alive. */
class ApplicationTracesTest {
  private static final String SPAN = Span.class.getName();
  private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN_ID = "b7ad6b7169203331";

  private final ApplicationTraces traces = new ApplicationTraces();

  @Test
  void withoutAnApi_thereIsNoSpan() {
    traces.resolve();
    assertThat(traces.current()).isNull();
  }

  @Test
  void apiThatIsNotUsedYet_isNotAsked() {
    traces.defined(Span.class.getClassLoader(), SPAN);
    traces.resolve();
    var scope = span().makeCurrent();
    try {
      assertThat(traces.current()).isNull();
      traces.used(Span.class.getClassLoader(), SPAN);
      assertThat(traces.current()).isEqualTo(new TraceContext(TRACE_ID, SPAN_ID, (byte) 1));
    } finally {
      scope.close();
    }
    assertThat(traces.current()).isNull();
  }

  @Test
  void secondCopy_isAskedToo() throws Exception {
    ClassLoader another = new Copy();
    traces.defined(another, SPAN);
    traces.used(another, SPAN);
    traces.defined(Span.class.getClassLoader(), SPAN);
    traces.used(Span.class.getClassLoader(), SPAN);
    traces.resolve();
    var scope = span().makeCurrent();
    try {
      assertThat(traces.current()).isNotNull();
    } finally {
      scope.close();
    }
    Class<?> theirs = Class.forName(SPAN, true, another);
    assertThat(theirs).isNotSameAs(Span.class);
  }

  @Test
  void anyNumberOfCopies_isBounded() {
    for (int i = 0; i < 100; i++) {
      traces.used(new Copy(), SPAN);
    }
    traces.resolve();
    assertThat(traces.current()).isNull();
  }

  @Test
  void loader_isNotKeptAlive() throws Exception {
    WeakReference<ClassLoader> gone = useACopy();
    for (int i = 0; i < 50 && gone.get() != null; i++) {
      System.gc();
    }
    assertThat(gone.get()).isNull();
  }

  private WeakReference<ClassLoader> useACopy() throws Exception {
    ClassLoader copy = new Copy();
    traces.defined(copy, SPAN);
    traces.used(copy, SPAN);
    traces.resolve();
    Method current = Class.forName(SPAN, true, copy).getMethod("current");
    assertThat(current.invoke(null)).isNotNull();
    assertThat(traces.current()).isNull();
    return new WeakReference<>(copy);
  }

  private static Span span() {
    return Span.wrap(
        SpanContext.create(TRACE_ID, SPAN_ID, TraceFlags.getSampled(), TraceState.getDefault()));
  }

  /** Another copy of the API, as an application server's loaders have. */
  private static final class Copy extends ClassLoader {
    Copy() {
      super(ApplicationTracesTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("io.opentelemetry.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? define(name) : loaded;
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
