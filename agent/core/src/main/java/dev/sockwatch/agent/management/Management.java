package dev.sockwatch.agent.management;

import dev.sockwatch.table.SocketTable;

/**
 * Registers the beans in the platform's MBean server, as soon as somebody else has created that.
 *
 * <p>Creating it costs 100 ms and starts java.util.logging, which breaks applications that bring
 * their own LogManager: it is created only where somebody has asked. In a JVM without
 * java.management there are no beans, and no class that needs it is touched.
 */
public final class Management {
  private final OperationQueue queue;
  private final SocketTable table;
  private boolean done;

  public Management(OperationQueue queue, SocketTable table) {
    this.queue = queue;
    this.table = table;
    this.done = ModuleLayer.boot().findModule("java.management").isEmpty();
  }

  /** Registers the beans if the server is there. */
  public void offer() {
    done = done || PlatformServer.registerIfThere(queue, table);
  }

  /** Registers the beans, in a server created for that if need be. */
  public void insist() {
    if (!done) {
      done = true;
      PlatformServer.register(queue, table);
    }
  }
}
