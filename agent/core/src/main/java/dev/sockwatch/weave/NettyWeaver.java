package dev.sockwatch.weave;

import dev.sockwatch.weave.JdkWeaver.MissingHook;
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
 * <p>Every class that any loader defines passes {@code weave}: other classes cost a look at their
 * name. The tables are read when the first class of a transport comes.
 */
final class NettyWeaver {
  /** Beyond this many nothing new is learnt. */
  private static final int MAX_MISSING = 100;

  private volatile @Nullable Map<String, List<Hook>> hooksByClass;

  /** By method and loader: a copy that was transformed again is not logged twice. */
  private final Map<String, MissingHook> missing = new ConcurrentHashMap<>();

  /** The original bytecode is back. */
  void forget() {
    missing.clear();
  }

  boolean covers(Class<?> loaded) {
    String name = loaded.getName();
    return name.contains("channel.") && hooksOf(name.replace('.', '/')) != null;
  }

  void failed(Class<?> loaded, Throwable failure) {
    miss(loaded.getName(), loaded.getClassLoader(), failure);
  }

  /** The woven class, or null for any other. */
  byte @Nullable [] weave(@Nullable ClassLoader loader, String className, byte[] bytes) {
    List<Hook> hooks = hooksOf(className);
    if (hooks == null) {
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
    String name = NettyHooks.nameWithoutPrefix(className);
    return name == null ? null : tables().get(name);
  }

  /** Two threads may both read them: a row is compared only with those of its own call. */
  private Map<String, List<Hook>> tables() {
    Map<String, List<Hook>> known = hooksByClass;
    if (known == null) {
      known = NettyHooks.byClass();
      hooksByClass = known;
    }
    return known;
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
