package com.example.bench;

import java.lang.instrument.Instrumentation;

/** An agent that returns at once: what any {@code -javaagent} costs. */
public final class EmptyAgent {
  private EmptyAgent() {}

  /** Called by the JVM before the application's main method. */
  public static void premain(String arguments, Instrumentation instrumentation) {}
}
