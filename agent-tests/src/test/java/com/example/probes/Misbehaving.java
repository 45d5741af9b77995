package com.example.probes;

import java.util.concurrent.CountDownLatch;

/** Does what the first argument says: something that a test has to notice. */
final class Misbehaving {
  private Misbehaving() {}

  public static void main(String[] args) throws Exception {
    System.out.println("started " + ProcessHandle.current().pid());
    switch (args[0]) {
      case "complain" -> System.err.println("WARNING: something is wrong");
      case "quote" -> System.err.println("sockwatch: a line of the agent\n  at its continuation");
      case "throw" -> throw new IllegalStateException("planted");
      case "exit" -> System.exit(3);
      case "hang" -> new CountDownLatch(1).await();
      case "environment" -> System.out.println("PROBE=" + System.getenv("PROBE"));
      default -> throw new IllegalArgumentException(args[0]);
    }
  }
}
