package com.example.support;

import java.io.IOException;

/** Starts threads that do not keep the program alive. */
public final class Daemons {
  private Daemons() {}

  /** Work on a connection; an {@link IOException} ends it, as the end of the connection does. */
  public interface Work {
    void run() throws IOException;
  }

  public static Thread start(String name, Work work) {
    Thread thread = new Thread(() -> runQuietly(work), name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void runQuietly(Work work) {
    try {
      work.run();
    } catch (IOException e) {
      // The other end or the listener has gone: nothing is left to do here.
    }
  }
}
