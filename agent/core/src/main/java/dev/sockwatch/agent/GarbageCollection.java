package dev.sockwatch.agent;

import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import java.util.concurrent.locks.LockSupport;

/** A garbage collection before the last report, so that abandoned sockets show in it. */
final class GarbageCollection {
  private static final long CLEANER_BOUND_NANOS = 1_000_000_000L;
  private static final long CLEANER_PAUSE_NANOS = 5_000_000L;

  private GarbageCollection() {}

  /** Asks for one and lets the JDK's cleaner close what it collected. */
  static void ask(SocketTable table) {
    System.gc();
    awaitCleaner(table, CLEANER_BOUND_NANOS);
  }

  /** Lets the JDK's cleaner close what was collected. */
  static void awaitCleaner(SocketTable table, long boundNanos) {
    long deadline = System.nanoTime() + Math.min(boundNanos, CLEANER_BOUND_NANOS);
    while (isCleanerBusy(table) && System.nanoTime() - deadline < 0) {
      boolean unused = Thread.interrupted(); // else it would not park
      LockSupport.parkNanos(CLEANER_PAUSE_NANOS);
    }
  }

  private static boolean isCleanerBusy(SocketTable table) {
    TrackedSocket socket = table.atOrAfter(0);
    while (socket != null && !isDue(socket)) {
      socket = table.atOrAfter(socket.fd() + 1);
    }
    return socket != null;
  }

  private static boolean isDue(TrackedSocket socket) {
    return socket.kind().closedByCleaner() && socket.isOwnerCollected() && !socket.isReleased();
  }
}
