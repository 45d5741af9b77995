package dev.sockwatch.weave;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the JDK's socket classes as they are loaded, and knows which rows of the table took; hands
 * classes of native transports on.
 *
 * <p>{@code transform} runs inside the loading of the very classes that loading may need: all it
 * uses is loaded before it is registered, and it neither logs nor opens anything.
 */
public final class JdkWeaver implements ClassFileTransformer {
  private static final Module JAVA_BASE = Object.class.getModule();

  private final Map<String, List<Hook>> hooksByClass = new HashMap<>();

  /** The same classes, as {@link Class#getName} names them. */
  private final Set<String> names = new HashSet<>();

  /** By identity: a record's hash code would run a bootstrap method inside a class load. */
  private final Set<Hook> woven =
      Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

  private final Map<String, String> failures = new ConcurrentHashMap<>();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final NettyWeaver transports = new NettyWeaver();

  public JdkWeaver() {
    for (Hook hook : JdkHooks.all()) {
      List<Hook> ofClass = hooksByClass.get(hook.className());
      if (ofClass == null) {
        ofClass = new ArrayList<>();
        hooksByClass.put(hook.className(), ofClass);
        names.add(hook.className().replace('/', '.'));
      }
      ofClass.add(hook);
    }
    warmUp();
  }

  /** Registers the weaver, and weaves again what is loaded already. */
  public void installOn(Instrumentation instrumentation) {
    instrumentation.addTransformer(this, true);
    Retransformation.run(instrumentation, this);
  }

  /** Restores the original bytecode. */
  public void removeFrom(Instrumentation instrumentation) {
    instrumentation.removeTransformer(this);
    Retransformation.run(instrumentation, this);
    seen.clear();
    woven.clear();
    failures.clear();
    transports.forget();
  }

  /** Which classes of native transports are woven, and may call the hooks that all can see. */
  public ClassValue<Boolean> wovenTransports() {
    return transports.woven();
  }

  /** Whether a class that is loaded has to be woven. */
  boolean covers(Class<?> loaded) {
    // Nearly all that is loaded before the program is of java.base, and not looked at twice.
    return loaded.getModule() == JAVA_BASE ? isOfJdk(loaded) : transports.covers(loaded);
  }

  /** A class that was to be woven could not be. */
  void failed(Class<?> loaded, Throwable failure) {
    if (isOfJdk(loaded)) {
      failures.put(loaded.getName(), failure.toString());
    } else {
      transports.failed(loaded, failure);
    }
  }

  private boolean isOfJdk(Class<?> loaded) {
    return loaded.getModule() == JAVA_BASE && names.contains(loaded.getName());
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
    List<Hook> hooks = loader == null ? hooksByClass.get(className) : null;
    if (hooks == null) {
      return transports.weave(loader, className, bytes);
    }
    try {
      List<Hook> took = new ArrayList<>();
      byte[] result = ClassWeaver.weave(bytes, hooks, took);
      seen.add(className);
      woven.addAll(took);
      return took.isEmpty() ? null : result;
    } catch (Throwable t) {
      failures.put(className, t.toString());
      return null;
    }
  }

  /**
   * The rows that did not take although their class was loaded, with what each costs; a class that
   * the program has not needed is not missed.
   */
  public List<MissingHook> missing() {
    List<MissingHook> missing = transports.missing();
    for (Map.Entry<String, String> failure : failures.entrySet()) {
      missing.add(
          new MissingHook(
              failure.getKey().replace('/', '.') + " (" + failure.getValue() + ")",
              "no event of this class is seen"));
    }
    for (List<Hook> hooks : hooksByClass.values()) {
      for (Hook hook : hooks) {
        if (seen.contains(hook.className()) && !woven.contains(hook) && !replaced(hook)) {
          missing.add(new MissingHook(hook.target(), hook.event().consequence()));
        }
      }
    }
    return missing;
  }

  /**
   * A row that did not take.
   *
   * @param target the method
   * @param consequence what that costs the reader
   */
  public record MissingHook(String target, String consequence) {}

  /** The dispatchers' close moved to a common parent: one of the two places is enough. */
  private boolean replaced(Hook hook) {
    if (hook.event() != Hook.Event.RELEASE) {
      return false;
    }
    synchronized (woven) {
      for (Hook other : woven) {
        if (other.className().equals(JdkHooks.COMMON_DISPATCHER)
            && replaces(other.method(), hook.method())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean replaces(String inParent, String method) {
    return inParent.equals(method)
        || (inParent.equals("implPreClose") && method.equals("preClose"));
  }

  /** Loads and links everything that {@link #transform} will use, by weaving a class of ours. */
  private void warmUp() {
    try (InputStream in =
        WarmUp.class.getClassLoader().getResourceAsStream(WarmUp.NAME + ".class")) {
      if (in == null) {
        throw new IllegalStateException("WarmUp.class is not packaged");
      }
      List<Hook> took = new ArrayList<>();
      ClassWeaver.weave(in.readAllBytes(), WarmUp.HOOKS, took);
      if (took.size() != WarmUp.HOOKS.size()) {
        throw new IllegalStateException("wove " + took + " of " + WarmUp.HOOKS);
      }
      missing();
      byte[] unused = transports.weave(null, "a/class/of/no/Transport", new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
