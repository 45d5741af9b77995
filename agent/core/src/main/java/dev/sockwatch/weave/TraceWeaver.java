package dev.sockwatch.weave;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a connection needs to find the application's span: notices where the application's
 * OpenTelemetry API is defined, and follows requests through the JDK's HTTP client, which connects
 * on threads of its own. Only where connections are exported.
 */
public final class TraceWeaver implements ClassFileTransformer {
  private static final String API = "io/opentelemetry/";
  private static final String AGENT_API = "io/opentelemetry/javaagent/shaded/io/opentelemetry/";
  private static final String SPAN = "api/trace/Span";

  /** Loaded when somebody asks for the current context for the first time. */
  private static final String STORAGE = "context/LazyStorage";

  private static final String CLIENT = "jdk/internal/net/http/";

  private static final String TABLE =
      """
      REQUEST  Exchange             <init>        HttpRequestImpl,MultiExchange..  RETURN requested THIS SECOND_AS_OBJECT
      REQUEST  PlainHttpConnection  connectAsync  Exchange..                       ENTRY  connectingFor FIRST_AS_OBJECT
      REQUEST  PlainHttpConnection  connectAsync  Exchange..                       RETURN connectedFor
      REQUEST  PlainHttpConnection  connectAsync  Exchange..                       THROW  connectedFor
      """;

  private final List<Hook> hooks = JdkHooks.parse(TABLE, CLIENT);
  private final Listener listener;

  /** Who must know that an API is there. */
  public interface Listener {
    /**
     * A copy of the API is being defined, or is used for the first time.
     *
     * @param loader where, null for the boot loader
     * @param span name of its interface {@code Span}
     * @param used which of both
     */
    void apiSeen(@Nullable ClassLoader loader, String span, boolean used);
  }

  public TraceWeaver(Listener listener) {
    this.listener = listener;
  }

  /** Registers it, and looks at what is loaded already. */
  public void installOn(Instrumentation instrumentation) {
    instrumentation.addTransformer(this, true);
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      String className = loaded.getName().replace('.', '/');
      if (className.endsWith(SPAN) || className.endsWith(STORAGE)) {
        notice(loaded.getClassLoader(), className);
      } else if (!hooksOf(className).isEmpty()) {
        weaveAgain(instrumentation, loaded);
      }
    }
  }

  private static void weaveAgain(Instrumentation instrumentation, Class<?> loaded) {
    try {
      instrumentation.retransformClasses(loaded);
    } catch (UnmodifiableClassException | LinkageError e) {
      return; // the spans of such requests are not known then; nothing else depends on it
    }
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    if (className == null) {
      return null;
    }
    if (className.startsWith(CLIENT)) {
      return weave(className, bytes);
    }
    if (className.endsWith(SPAN) || className.endsWith(STORAGE)) {
      notice(loader, className);
    }
    return null;
  }

  private List<Hook> hooksOf(String className) {
    List<Hook> ofClass = new ArrayList<>();
    for (Hook hook : hooks) {
      if (hook.className().equals(className)) {
        ofClass.add(hook);
      }
    }
    return ofClass;
  }

  private byte @Nullable [] weave(String className, byte[] bytes) {
    List<Hook> ofClass = hooksOf(className);
    if (ofClass.isEmpty()) {
      return null;
    }
    try {
      List<Hook> took = new ArrayList<>();
      byte[] result = ClassWeaver.weave(bytes, ofClass, took);
      return took.isEmpty() ? null : result;
    } catch (Throwable t) {
      return null;
    }
  }

  /** Our own copy is none of the application's. */
  private void notice(@Nullable ClassLoader loader, String className) {
    boolean used = className.endsWith(STORAGE);
    String name = used ? STORAGE : SPAN;
    String home = className.substring(0, className.length() - name.length());
    boolean isApi = home.equals(API) && loader != TraceWeaver.class.getClassLoader();
    if (isApi || (home.equals(AGENT_API) && loader == null)) {
      listener.apiSeen(loader, home.replace('/', '.') + SPAN.replace('/', '.'), used);
    }
  }
}
