package com.example.bench;

import com.example.bench.Loopback.Pair;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** Exchanges messages over one connection, or over a new connection each time. */
final class Traffic {
  private static final long WARM_UP_NANOS = 1_500_000_000L;
  private static final int BATCHES = 150;

  /** What is on the stack of a small server: an opening stack costs more the deeper it is. */
  private static final int DEPTH = 20;

  /** By then whatever else runs in this JVM has started. */
  private static final long SETTLE_MILLIS = 1500;

  private Traffic() {}

  /**
   * Arguments: {@code echo} or {@code connect}; {@code socket}, {@code channel} or {@code epoll}; a
   * number of operations to run and end, or 0 to run and time batches of them.
   */
  public static void main(String[] args) throws Exception {
    try (Loopback loopback = Loopback.of(args[1])) {
      boolean echo = args[0].equals("echo");
      Operation operation = echo ? echo(loopback) : () -> cycle(loopback);
      int count = Integer.parseInt(args[2]);
      if (count > 0) {
        Thread.sleep(SETTLE_MILLIS); // so that starting the JVM is no part of what is traced
        atDepth(DEPTH, operation, count);
      } else {
        time(operation, echo ? 500 : 100);
      }
    }
  }

  private interface Operation {
    void run() throws IOException;
  }

  private static Operation echo(Loopback loopback) throws IOException {
    Pair pair = loopback.connect();
    return pair::exchange;
  }

  private static void cycle(Loopback loopback) throws IOException {
    Pair pair = loopback.connect();
    pair.exchange();
    pair.close();
  }

  private static void atDepth(int frames, Operation operation, int count) throws IOException {
    if (frames > 0) {
      atDepth(frames - 1, operation, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      operation.run();
    }
  }

  private static void time(Operation operation, int batch) throws IOException {
    long warmUntil = System.nanoTime() + WARM_UP_NANOS;
    while (System.nanoTime() - warmUntil < 0) {
      atDepth(DEPTH, operation, batch);
    }
    long[] nanos = new long[BATCHES];
    for (int i = 0; i < BATCHES; i++) {
      long began = System.nanoTime();
      atDepth(DEPTH, operation, batch);
      nanos[i] = System.nanoTime() - began;
    }
    Arrays.sort(nanos);
    System.out.println("minNanos=" + (double) nanos[0] / batch);
    System.out.println("medianNanos=" + (double) nanos[BATCHES / 2] / batch);
    System.out.println("allocatedBytes=" + allocatedBytes(operation, batch));
  }

  /**
   * The least of some batches: what the agent's or the JVM's first uses allocate is not counted.
   */
  private static double allocatedBytes(Operation operation, int batch) throws IOException {
    if (!(ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads)) {
      throw new IllegalStateException("this JVM does not count allocated bytes");
    }
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      atDepth(DEPTH, operation, batch);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return (double) least / batch;
  }
}
