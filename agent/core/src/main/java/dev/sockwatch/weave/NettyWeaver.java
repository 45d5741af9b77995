package dev.sockwatch.weave;

import dev.sockwatch.weave.JdkWeaver.MissingHook;
import dev.sockwatch.weave.NettyHooks.Alternatives;
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

  private volatile @Nullable Map<String, List<Alternatives>> hooksByClass;

  /** By loader: what some row has taken that another version has elsewhere. */
  private final Map<String, Boolean> seen = new ConcurrentHashMap<>();

  /** By method and loader: a copy that was transformed again is not logged twice. */
  private final Map<String, MissingHook> missing = new ConcurrentHashMap<>();

  /** The original bytecode is back. */
  void forget() {
    missing.clear();
    seen.clear();
  }

  /** By name: whatever is named like a transport's class has passed {@link #weave}. */
  ClassValue<Boolean> woven() {
    return new ClassValue<>() {
      @Override
      protected Boolean computeValue(Class<?> type) {
        return covers(type);
      }
    };
  }

  boolean covers(Class<?> loaded) {
    String name = loaded.getName();
    return name.contains("channel.") && rowsOf(name.replace('.', '/')) != null;
  }

  void failed(Class<?> loaded, Throwable failure) {
    miss(loaded.getName(), loaded.getClassLoader(), failure);
  }

  /** The woven class, or null for any other. */
  byte @Nullable [] weave(@Nullable ClassLoader loader, String className, byte[] bytes) {
    List<Alternatives> rows = rowsOf(className);
    if (rows == null) {
      return null;
    }
    String home = NettyHooks.prefixOf(className);
    try {
      // By identity: a record's hash code would run a bootstrap method inside a class load.
      Set<Hook> took = Collections.newSetFromMap(new IdentityHashMap<>());
      byte[] result = bytes;
      List<Hook> turn = turn(rows, className.substring(home.length()), took, 0);
      for (int next = 1; !turn.isEmpty(); next++) {
        result = ClassWeaver.weave(result, turn, took);
        turn = turn(rows, className.substring(home.length()), took, next);
      }
      for (Alternatives row : rows) {
        note(row, home, loader, took);
      }
      return took.isEmpty() ? null : result;
    } catch (Throwable t) {
      miss(className, loader, t);
      return null;
    }
  }

  /** Of each row of which nothing took yet in this class, the next alternative. */
  private static List<Hook> turn(
      List<Alternatives> rows, String className, Set<Hook> took, int number) {
    List<Hook> turn = new ArrayList<>();
    for (Alternatives row : rows) {
      List<Hook> here = row.in(className);
      if (number < here.size() && !anyTook(here.subList(0, number), took)) {
        turn.add(here.get(number));
      }
    }
    return turn;
  }

  private static boolean anyTook(List<Hook> hooks, Set<Hook> took) {
    for (Hook hook : hooks) {
      if (took.contains(hook)) {
        return true;
      }
    }
    return false;
  }

  /** Missed is what no alternative sees, whichever of their classes is loaded first. */
  private void note(Alternatives row, String home, @Nullable ClassLoader loader, Set<Hook> took) {
    Hook newest = row.rows().get(0);
    String target = home + newest.className() + "." + newest.method();
    String key = target + newest.door() + newest.place() + in(loader);
    if (anyTook(row.rows(), took)) {
      if (row.rows().size() > 1 && seen.size() < MAX_MISSING) {
        seen.put(key, true);
      }
      missing.remove(key);
    } else if (!seen.containsKey(key)) {
      miss(key, target, loader, newest.event().consequence());
    }
  }

  /** The rows that did not take although their class was loaded, with what each costs. */
  List<MissingHook> missing() {
    return new ArrayList<>(missing.values());
  }

  private @Nullable List<Alternatives> rowsOf(String className) {
    String name = NettyHooks.nameWithoutPrefix(className);
    return name == null ? null : tables().get(name);
  }

  /** Two threads may both read them: a row is compared only with those of its own call. */
  private Map<String, List<Alternatives>> tables() {
    Map<String, List<Alternatives>> known = hooksByClass;
    if (known == null) {
      known = NettyHooks.byClass();
      hooksByClass = known;
    }
    return known;
  }

  private void miss(String className, @Nullable ClassLoader loader, Throwable failure) {
    String consequence = "no event of this class is seen (" + failure + ")";
    miss(className + in(loader) + consequence, className, loader, consequence);
  }

  private void miss(String key, String target, @Nullable ClassLoader loader, String consequence) {
    if (missing.size() < MAX_MISSING) {
      missing.put(key, new MissingHook(target.replace('/', '.') + in(loader), consequence));
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
