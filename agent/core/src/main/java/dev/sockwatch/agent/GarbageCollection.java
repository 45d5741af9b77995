package dev.sockwatch.agent;

import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import java.util.concurrent.TimeUnit;

/** A garbage collection before the last report, so that abandoned sockets show in it. */
final class GarbageCollection {
  private static final long CLEANER_BOUND_NANOS = 1_000_000_000L;

  private GarbageCollection() {}

  /** Asks for one and lets the JDK's cleaner close what it collected. */
  static void ask(SocketTable table) {
    System.gc();
    long deadline = System.nanoTime() + CLEANER_BOUND_NANOS;
    while (isCleanerBusy(table) && System.nanoTime() - deadline < 0) {
      try {
        TimeUnit.MILLISECONDS.sleep(5);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static boolean isCleanerBusy(SocketTable table) {
    boolean[] busy = new boolean[1];
    table.forEach(socket -> busy[0] |= isDue(socket));
    return busy[0];
  }

  private static boolean isDue(TrackedSocket socket) {
    return socket.kind().closedByCleaner() && socket.isOwnerCollected() && !socket.isReleased();
  }
}
