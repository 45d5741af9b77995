package dev.sockwatch.stack;

import dev.sockwatch.stack.CallStack.Certainty;
import dev.sockwatch.stack.CallStack.Moment;
import java.util.List;

/** Stacks as {@link CallStacks} would have made them. */
public final class HandMadeStack {
  private HandMadeStack() {}

  /** A JDK call in line {@code line} of {@code com.acme.<type>.<method>}. */
  public static CallStack at(String type, String method, int line) {
    StackTraceElement frame =
        new StackTraceElement("com.acme." + type, method, type + ".java", line);
    StackTraceElement jdk = new StackTraceElement("java.net.Socket", "connect", "Socket.java", 633);
    return new CallStack(
        List.of(jdk, frame), CallStack.line(frame), Certainty.APPLICATION, Moment.OPEN, 2);
  }

  /** A thread of an event loop: nobody is blamed. */
  public static CallStack blamingNobody() {
    StackTraceElement jdk = new StackTraceElement("java.lang.Thread", "run", "Thread.java", 840);
    return new CallStack(List.of(jdk), "unknown (only JDK frames)", Certainty.NONE, Moment.OPEN, 0);
  }
}
