package dev.sockwatch.agent;

/**
 * Registers the bean in the platform's MBean server, as soon as somebody else has created that.
 *
 * <p>Creating it costs 100 ms and starts java.util.logging, which breaks applications that bring
 * their own LogManager: it is created only where somebody has asked. In a JVM without
 * java.management there is no bean, and no class that needs it is touched.
 */
final class Management {
  private final Inbox inbox;
  private boolean done;

  Management(Inbox inbox) {
    this.inbox = inbox;
    this.done = ModuleLayer.boot().findModule("java.management").isEmpty();
  }

  /** Registers the bean if the server is there. */
  void offer() {
    done = done || PlatformServer.registerIfThere(inbox);
  }

  /** Registers the bean, in a server created for that if need be. */
  void insist() {
    if (!done) {
      done = true;
      PlatformServer.register(inbox);
    }
  }
}
