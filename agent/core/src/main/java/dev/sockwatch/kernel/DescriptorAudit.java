package dev.sockwatch.kernel;

import dev.sockwatch.table.SocketKind;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the table with {@code /proc/self/fd}, a slice per round, so that Sockwatch knows what it
 * does not see.
 *
 * <p>A TCP socket that no hook saw is adopted once two looks found it under the same inode: a hook
 * may be a moment late. A record whose descriptor is another socket by now, or none, is forgotten.
 * What is new comes first; records that are known already are looked at again in turn.
 */
final class DescriptorAudit {
  /** Reading a link of /proc takes 3 us. */
  private static final int NEW_PER_ROUND = 200;

  private static final int KNOWN_PER_ROUND = 50;

  /** Listing takes 0.5 us for each descriptor: with many of them, not every round. */
  private static final int LISTED_PER_ROUND = 500;

  private static final int TCP = 6;

  private final ProcessDescriptors descriptors;
  private final KernelSource kernel;
  private final Deque<Integer> toLookAt = new ArrayDeque<>();
  private final Map<Integer, Long> unexplained = new HashMap<>();
  private int listedBefore;
  private int nextKnown;

  DescriptorAudit(ProcessDescriptors descriptors, KernelSource kernel) {
    this.descriptors = descriptors;
    this.kernel = kernel;
  }

  /** Looks at the next slice. */
  void round(SocketTable table, long nowNanos) {
    listedBefore -= LISTED_PER_ROUND;
    if (toLookAt.isEmpty() && listedBefore <= 0) {
      list(table);
    }
    for (int i = 0; i < NEW_PER_ROUND && !toLookAt.isEmpty(); i++) {
      look(table, toLookAt.remove(), nowNanos);
    }
    for (int i = 0; i < KNOWN_PER_ROUND; i++) {
      TrackedSocket known = table.atOrAfter(nextKnown);
      if (known == null) {
        nextKnown = 0;
        break;
      }
      nextKnown = known.fd() + 1;
      if (known.inode() != 0) {
        look(table, known.fd(), nowNanos);
      }
    }
  }

  private void list(SocketTable table) {
    List<Integer> numbers;
    try {
      numbers = descriptors.numbers();
    } catch (IOException | RuntimeException e) {
      return; // no /proc, or no descriptor left
    }
    listedBefore = numbers.size();
    for (Integer fd : numbers) {
      TrackedSocket socket = table.at(fd);
      if (socket == null || socket.inode() == 0) {
        toLookAt.add(fd);
      }
    }
  }

  private void look(SocketTable table, int fd, long nowNanos) {
    TrackedSocket before = table.at(fd);
    long inode = descriptors.socketInode(fd);
    TrackedSocket after = table.at(fd);
    if (before != after) {
      return; // opened or closed meanwhile
    }
    if (after != null) {
      unexplained.remove(fd);
      explain(table, after, inode);
    } else if (inode == 0) {
      unexplained.remove(fd);
    } else if (!isTcp(fd, inode)) {
      unexplained.remove(fd); // the JDK's own pre-close marker, resolvers, loggers
    } else if (Long.valueOf(inode).equals(unexplained.put(fd, inode))) {
      unexplained.remove(fd);
      table.adopt(fd, inode, nowNanos);
    }
  }

  private static void explain(SocketTable table, TrackedSocket socket, long inode) {
    if (socket.inode() == 0) {
      socket.inode(inode);
    } else if (inode != socket.inode()
        && (inode != 0 || socket.kind() == SocketKind.UNWOVEN)
        && !socket.isClosing()) {
      table.forget(socket); // closed behind the JDK's back
    }
  }

  private boolean isTcp(int fd, long inode) {
    return kernel.protocol(fd, inode).orElse(-1) == TCP;
  }
}
