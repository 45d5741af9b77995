package dev.sockwatch.hooks.reflect;

import java.lang.StackWalker.Option;

/**
 * The stand-in for {@code jdk.internal.reflect.Reflection}, for compiling and for unit tests: it is
 * not packaged, and after relocation the JDK's own class of that name is linked.
 */
public final class Reflection {
  private static final StackWalker WALKER = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

  private Reflection() {}

  /**
   * Who called the method that calls this, which must be {@link CallerSensitive}; frames of
   * reflection do not count.
   */
  public static Class<?> getCallerClass() {
    return WALKER.walk(
        frames ->
            frames.skip(2).findFirst().<Class<?>>map(f -> f.getDeclaringClass()).orElseThrow());
  }
}
