package dev.sockwatch.scope;

import java.lang.StackWalker.StackFrame;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whose static initialiser the calling thread runs; loaded when the first scope needs it. */
final class StaticInitialisers {
  private static final StackWalker STACK = StackWalker.getInstance();

  private StaticInitialisers() {}

  /** The class of the outermost one on the stack, or null. */
  static @Nullable String running() {
    return STACK.walk(StaticInitialisers::outermost);
  }

  private static @Nullable String outermost(Stream<StackFrame> frames) {
    return frames
        .filter(frame -> frame.getMethodName().equals("<clinit>"))
        .map(StackFrame::getClassName)
        .reduce((inner, outer) -> outer)
        .orElse(null);
  }
}
