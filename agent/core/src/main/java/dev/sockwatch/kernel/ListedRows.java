package dev.sockwatch.kernel;

import dev.sockwatch.net.Endpoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
  private final Set<Ends> withoutInode = new HashSet<>();
  private final Predicate<KernelSocket> wanted;
  private int seen;
  private final long beganAtNanos = System.nanoTime();

  ListedRows(Predicate<KernelSocket> wanted) {
    this.wanted = wanted;
  }

  void add(KernelSocket socket) {
    seen++;
    if (kept.size() < MAX && wanted.test(socket) && isNew(socket)) {
      kept.add(socket);
    }
  }

  /**
   * The kernel lists piece by piece, and a socket that moves meanwhile may stand in two of them.
   */
  private boolean isNew(KernelSocket socket) {
    return socket.inode() != 0 || withoutInode.add(new Ends(socket.local(), socket.remote()));
  }

  private record Ends(Endpoint local, @Nullable Endpoint remote) {}

  /** Whether the rest is left out, when there is any. */
  boolean isFull() {
    return kept.size() >= MAX
        || (seen >= WORTH_A_LOOK && System.nanoTime() - beganAtNanos > MAX_NANOS);
  }

  List<KernelSocket> kept() {
    return kept;
  }
}
