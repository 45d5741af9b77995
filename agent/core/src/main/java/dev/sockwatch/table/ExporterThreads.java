package dev.sockwatch.table;

import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Threads whose sockets are none of the program's: those of our exporter, and those of the
 * OpenTelemetry agent's, which is OkHttp in a class loader of that agent.
 */
final class ExporterThreads {
  private static final String EXPORTER = "okhttp";
  private static final String AGENT_LOADER = "io.opentelemetry.javaagent.";
  private static final String AGENT = AGENT_LOADER + "bootstrap.AgentInitializer";

  /** Until the sampler has looked, which begins with the first socket, it may be there. */
  private volatile boolean mayBeThere = true;

  /** Looks for that agent, which may come late; by the sampler. */
  void lookForAgent() {
    mayBeThere = isAgentThere();
  }

  /** Whether the calling thread is one. */
  boolean isCurrent() {
    Thread thread = Thread.currentThread();
    return thread instanceof ExporterThread
        || (mayBeThere
            && thread.getName().regionMatches(true, 0, EXPORTER, 0, EXPORTER.length())
            && Walk.isFromAgent());
  }

  private static boolean isAgentThere() {
    try {
      return Class.forName(AGENT, false, null) != null;
    } catch (ClassNotFoundException | RuntimeException | LinkageError e) {
      return false;
    }
  }

  /** Some microseconds, so only where a thread of OkHttp opens a socket beside that agent. */
  private static final class Walk implements Function<Stream<StackFrame>, Boolean> {
    private static final StackWalker STACK =
        StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    static boolean isFromAgent() {
      try {
        return STACK.walk(new Walk());
      } catch (RuntimeException | LinkageError e) {
        return false; // a security manager: then they are seen as the program's
      }
    }

    @Override
    public Boolean apply(Stream<StackFrame> frames) {
      for (Iterator<StackFrame> each = frames.iterator(); each.hasNext(); ) {
        ClassLoader loader = each.next().getDeclaringClass().getClassLoader();
        boolean isJdkOrOurs =
            loader == null
                || loader == ExporterThreads.class.getClassLoader()
                || loader == ClassLoader.getPlatformClassLoader();
        if (!isJdkOrOurs) {
          return loader.getClass().getName().startsWith(AGENT_LOADER);
        }
      }
      return false;
    }
  }
}
