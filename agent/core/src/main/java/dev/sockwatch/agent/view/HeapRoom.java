package dev.sockwatch.agent.view;

/** How much memory the program's heap has left, in which everything here is made. */
final class HeapRoom {
  /** Of a heap of 64 MB and more. */
  private static final long ENOUGH_BYTES = 4L << 20;

  private static final int SHARE = 16;

  private HeapRoom() {}

  /**
   * Whether there is room for so much more, and for what the program needs meanwhile. What could be
   * collected counts as used: nobody knows before.
   */
  static boolean isThereFor(long bytes) {
    Runtime heap = Runtime.getRuntime();
    long free = heap.maxMemory() - heap.totalMemory() + heap.freeMemory();
    return free >= bytes + Math.min(ENOUGH_BYTES, heap.maxMemory() / SHARE);
  }
}
