package dev.sockwatch.kernel;

import dev.sockwatch.table.SocketKind;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Compares the table with {@code /proc/self/fd}, a slice per round, so that Sockwatch knows what it
 * does not see.
 *
 * <p>A TCP socket that no hook saw is adopted once two looks found it under the same inode: a hook
 * may be a moment late. A record whose descriptor is another socket by now, or none, is forgotten.
 */
final class DescriptorAudit {
  private static final int SLICE = 500;
  private static final int TCP = 6;

  private final ProcessDescriptors descriptors;
  private final KernelSource kernel;
  private final Set<Integer> toLookAt = new LinkedHashSet<>();
  private final Map<Integer, Long> unexplained = new HashMap<>();

  DescriptorAudit(ProcessDescriptors descriptors, KernelSource kernel) {
    this.descriptors = descriptors;
    this.kernel = kernel;
  }

  /** Looks at the next slice. */
  void round(SocketTable table, long nowNanos) {
    if (toLookAt.isEmpty()) {
      try {
        toLookAt.addAll(descriptors.numbers());
        table.forEach(socket -> toLookAt.add(socket.fd())); // also what is no longer listed
      } catch (IOException | RuntimeException e) {
        return; // no /proc, or no descriptor left
      }
    }
    Iterator<Integer> next = toLookAt.iterator();
    for (int i = 0; i < SLICE && next.hasNext(); i++) {
      look(table, next.next(), nowNanos);
      next.remove();
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
    } else if (!isTcp(fd)) {
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

  private boolean isTcp(int fd) {
    return kernel.option(fd, SocketOption.SO_PROTOCOL).orElse(-1) == TCP;
  }
}
