package dev.sockwatch.sample;

import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.kernel.ProcessDescriptors;
import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.Protocol;
import dev.sockwatch.net.Role;
import dev.sockwatch.net.SocketKind;
import dev.sockwatch.net.TcpInfo;
import dev.sockwatch.net.TcpState;
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

  private final ProcessDescriptors descriptors;
  private final KernelSource kernel;
  private final Deque<Integer> toLookAt = new ArrayDeque<>();
  private final Map<Integer, Long> unexplained = new HashMap<>();
  private final NativeSockets natives;
  private int listedBefore;
  private int nextKnown;

  DescriptorAudit(ProcessDescriptors descriptors, KernelSource kernel) {
    this.descriptors = descriptors;
    this.kernel = kernel;
    this.natives = new NativeSockets(kernel);
  }

  /** Watching begins in a JVM that has run before: adopts every TCP socket that is open now. */
  void adoptAll(SocketTable table, long nowNanos) {
    for (int fd : listed()) {
      long inode = descriptors.socketInode(fd);
      if (inode != 0 && table.at(fd) == null && isTcp(fd, inode)) {
        adopt(table, fd, inode, SocketKind.ADOPTED, nowNanos);
      }
    }
  }

  /** Watching is about to stop: reads the inode of each record that has none. */
  void readInodes(SocketTable table) {
    table.forEach(
        socket -> {
          if (socket.inode() == 0) {
            look(table, socket.fd(), 0);
          }
        });
  }

  /**
   * Watching has begun again: keeps the records that are still the same sockets, forgets the
   * others, and adopts what was opened meanwhile.
   *
   * @param newId records from here on were made after watching had begun again
   */
  void resume(SocketTable table, long newId, long nowNanos) {
    table.forEach(
        socket -> {
          if (socket.id() >= newId) {
            return;
          }
          if (socket.inode() == 0 || descriptors.socketInode(socket.fd()) != socket.inode()) {
            table.forget(socket);
          } else {
            socket.resume();
          }
        });
    adoptAll(table, nowNanos);
  }

  /** Sockets that no hook saw and that are not TCP, by family. */
  Map<String, Integer> natives() {
    return natives.byFamily();
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
    List<Integer> numbers = listed();
    listedBefore = numbers.size();
    natives.retain(numbers);
    for (Integer fd : numbers) {
      TrackedSocket socket = table.at(fd);
      if (socket == null || socket.inode() == 0) {
        toLookAt.add(fd);
      }
    }
  }

  private List<Integer> listed() {
    try {
      return descriptors.numbers();
    } catch (IOException | RuntimeException e) {
      return List.of(); // no /proc, or no descriptor left
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
      natives.forget(fd);
    } else if (inode == 0) {
      unexplained.remove(fd);
      natives.forget(fd);
    } else if (!isTcp(fd, inode)) {
      unexplained.remove(fd);
      natives.found(fd, inode);
    } else if (Long.valueOf(inode).equals(unexplained.put(fd, inode))) {
      unexplained.remove(fd);
      adopt(table, fd, inode, SocketKind.UNWOVEN, nowNanos);
    }
  }

  /** A listener is known as one at once: by its port its connections are known as accepted. */
  private void adopt(SocketTable table, int fd, long inode, SocketKind kind, long nowNanos) {
    if (!table.adopt(fd, inode, kind, nowNanos)) {
      return;
    }
    TrackedSocket adopted = table.at(fd);
    TcpInfo tcp = kernel.tcpInfo(fd, inode);
    Endpoint local = kernel.local(fd, inode);
    if (adopted != null
        && adopted == table.at(fd)
        && tcp != null
        && tcp.state() == TcpState.LISTEN) {
      adopted.local(local);
      adopted.adoptedAs(Role.LISTENER);
    }
  }

  private static void explain(SocketTable table, TrackedSocket socket, long inode) {
    if (socket.inode() == 0) {
      socket.inode(inode);
    } else if (inode != socket.inode()
        && (inode != 0 || !socket.kind().isOpenSeen())
        && !socket.isClosing()) {
      table.forget(socket); // closed behind the JDK's back
    }
  }

  private boolean isTcp(int fd, long inode) {
    return kernel.protocol(fd, inode) == Protocol.TCP;
  }
}
