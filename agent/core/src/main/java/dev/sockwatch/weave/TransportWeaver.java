package dev.sockwatch.weave;

import dev.sockwatch.weave.JdkWeaver.MissingHook;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the classes of native transports in any package and class loader, and knows which rows of
 * their tables did not take.
 *
 * <p>Every class that any loader defines passes {@code transform}: other classes cost a look at
 * their name.
 */
final class TransportWeaver implements ClassFileTransformer, Retransformation.Of {
  /** Beyond this many nothing new is learnt. */
  private static final int MAX_MISSING = 100;

  private final Map<String, List<Hook>> hooksByClass = TransportTables.byClass();

  /** By method and loader: a copy that was transformed again is not told twice. */
  private final Map<String, MissingHook> missing = new ConcurrentHashMap<>();

  /** Registers the weaver, and weaves again what is loaded already. */
  void installOn(Instrumentation instrumentation) {
    instrumentation.addTransformer(this, true);
    Retransformation.run(instrumentation, this);
  }

  /** Restores the original bytecode. */
  void removeFrom(Instrumentation instrumentation) {
    instrumentation.removeTransformer(this);
    Retransformation.run(instrumentation, this);
    missing.clear();
  }

  @Override
  public boolean covers(Class<?> loaded) {
    String name = loaded.getName();
    return name.contains("channel.") && hooksOf(name.replace('.', '/')) != null;
  }

  @Override
  public void failed(Class<?> loaded, Throwable failure) {
    miss(loaded.getName(), loaded.getClassLoader(), failure);
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    List<Hook> hooks = className == null ? null : hooksOf(className);
    if (className == null || hooks == null) {
      return null;
    }
    try {
      // By identity: a record's hash code would run a bootstrap method inside a class load.
      Set<Hook> took = Collections.newSetFromMap(new IdentityHashMap<>());
      byte[] result = ClassWeaver.weave(bytes, hooks, took);
      for (Hook hook : hooks) {
        if (!took.contains(hook)) {
          miss(className + "." + hook.method(), loader, hook.event().consequence());
        }
      }
      return took.isEmpty() ? null : result;
    } catch (Throwable t) {
      miss(className, loader, t);
      return null;
    }
  }

  /** The rows that did not take although their class was loaded, with what each costs. */
  List<MissingHook> missing() {
    return new ArrayList<>(missing.values());
  }

  private @Nullable List<Hook> hooksOf(String className) {
    String name = TransportTables.nameWithoutPrefix(className);
    return name == null ? null : hooksByClass.get(name);
  }

  private void miss(String className, @Nullable ClassLoader loader, Throwable failure) {
    miss(className, loader, "no event of this class is seen (" + failure + ")");
  }

  private void miss(String target, @Nullable ClassLoader loader, String consequence) {
    if (missing.size() < MAX_MISSING) {
      String name = target.replace('/', '.') + in(loader);
      missing.put(name + consequence, new MissingHook(name, consequence));
    }
  }

  /** Names the loader unless it is the application's; calls no method that it could override. */
  private static String in(@Nullable ClassLoader loader) {
    if (loader == null || loader == ClassLoader.getSystemClassLoader()) {
      return "";
    }
    int identity = System.identityHashCode(loader);
    return " (in " + loader.getClass().getName() + "@" + Integer.toHexString(identity) + ")";
  }
}
