package dev.sockwatch.weave;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.List;

/** Has classes that are loaded already pass the transformers once more. */
final class Retransformation {
  /** Whose classes they are. */
  interface Of {
    boolean covers(Class<?> loaded);

    void failed(Class<?> loaded, Throwable failure);
  }

  private Retransformation() {}

  /** All at once is one pause of the JVM instead of twenty; one by one where that fails. */
  static void run(Instrumentation instrumentation, Of which) {
    List<Class<?>> covered = new ArrayList<>();
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      if (which.covers(loaded)) {
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
        oneByOne(instrumentation, one, which);
      }
    }
  }

  private static void oneByOne(Instrumentation instrumentation, Class<?> loaded, Of which) {
    try {
      instrumentation.retransformClasses(loaded);
    } catch (UnmodifiableClassException | LinkageError e) {
      which.failed(loaded, e);
    }
  }
}
