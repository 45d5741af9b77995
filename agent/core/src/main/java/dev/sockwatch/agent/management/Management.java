package dev.sockwatch.agent.management;

import dev.sockwatch.table.SocketTable;

/**
 * Registers the agent's bean in the platform's MBean server, as soon as somebody else has created
 * that, and the one of tests where a test asks.
 *
 * <p>Creating it costs 100 ms and starts java.util.logging, which breaks applications that bring
 * their own LogManager: it is created only where somebody has asked. In a JVM without
 * java.management there are no beans, and no class that needs it is touched.
 */
public final class Management {
  private final OperationQueue queue;
  private final SocketTable table;
  private boolean done;
  private boolean wantsTests;
  private boolean doneForTests;

  public Management(OperationQueue queue, SocketTable table) {
    this.queue = queue;
    this.table = table;
    this.done = ModuleLayer.boot().findModule("java.management").isEmpty();
    this.doneForTests = done;
  }

  /** A test asks: whoever can reach the server may open scopes from then on. */
  public void wantTests() {
    wantsTests = true;
  }

  /** Registers the agent's bean if the server is there. */
  public void offer() {
    done = done || PlatformServer.registerIfThere(queue);
  }

  /** Registers the beans, in a server created for that if need be. */
  public void insist() {
    if (wantsTests && !doneForTests) {
      doneForTests = true;
      PlatformServer.registerScopes(queue, table);
    }
    if (!done) {
      done = true;
      PlatformServer.register(queue);
    }
  }
}
