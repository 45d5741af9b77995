package dev.sockwatch.weave;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.List;

/** Has classes that are loaded already pass the transformer once more. */
final class Retransformation {
  private Retransformation() {}

  /** All at once is one pause of the JVM instead of twenty; one by one where that fails. */
  static void run(Instrumentation instrumentation, JdkWeaver weaver) {
    List<Class<?>> covered = new ArrayList<>();
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      if (weaver.covers(loaded)) {
        covered.add(loaded);
      }
    }
    if (covered.isEmpty()) {
      return;
    }
    try {
      instrumentation.retransformClasses(covered.toArray(new Class<?>[0]));
    } catch (UnmodifiableClassException | LinkageError e) {
      for (Class<?> one : covered) {
        oneByOne(instrumentation, one, weaver);
      }
    }
  }

  private static void oneByOne(Instrumentation instrumentation, Class<?> loaded, JdkWeaver weaver) {
    try {
      instrumentation.retransformClasses(loaded);
    } catch (UnmodifiableClassException | LinkageError e) {
      weaver.failed(loaded, e);
    }
  }
}
