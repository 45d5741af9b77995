package dev.sockwatch.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The sockets of one listing that somebody wants. A network namespace may have a hundred thousand,
 * of all processes of a host: neither are all kept, nor does it take for ever.
 */
final class ListedRows {
  private static final int MAX = 50_000;
  private static final long MAX_NANOS = 500_000_000L;

  /** A short list takes long only where there is no CPU. */
  private static final int WORTH_A_LOOK = 20_000;

  private final List<KernelSocket> kept = new ArrayList<>();
  private final Predicate<KernelSocket> wanted;
  private int seen;
  private final long beganAtNanos = System.nanoTime();

  ListedRows(Predicate<KernelSocket> wanted) {
    this.wanted = wanted;
  }

  void add(KernelSocket socket) {
    seen++;
    if (kept.size() < MAX && wanted.test(socket)) {
      kept.add(socket);
    }
  }

  /** Whether the rest is left out, when there is any. */
  boolean isFull() {
    return kept.size() >= MAX
        || (seen >= WORTH_A_LOOK && System.nanoTime() - beganAtNanos > MAX_NANOS);
  }

  List<KernelSocket> kept() {
    return kept;
  }
}
