package dev.sockwatch.hooks.reflect;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.function.Function;
import java.util.stream.Stream;

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
    return WALKER.walk(new Third());
  }

  /** Below this class and the method that asks. */
  private static final class Third implements Function<Stream<StackFrame>, Class<?>> {
    @Override
    public Class<?> apply(Stream<StackFrame> frames) {
      return frames.skip(2).findFirst().orElseThrow().getDeclaringClass();
    }
  }
}
