package dev.sockwatch.snapshot;

import dev.sockwatch.net.Role;
import dev.sockwatch.net.TcpState;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The head counts of one instant, kept for comparison with later ones.
 *
 * @param atNanos when, on the clock of {@link Snapshot}
 * @param groups by role, destination and call site
 * @param openDescriptors descriptors of this process, empty when unknown
 */
public record GroupCounts(
    long atNanos, Map<SocketGroup, Heads> groups, OptionalLong openDescriptors) {

  /**
   * The heads of one group.
   *
   * @param open open sockets
   * @param closeWaitUnread those in CLOSE_WAIT whose EOF nobody read
   * @param silent accepted ones without a byte either way
   */
  public record Heads(int open, int closeWaitUnread, int silent) {
    private static final Heads NONE = new Heads(0, 0, 0);

    private Heads and(Heads other) {
      return new Heads(
          open + other.open, closeWaitUnread + other.closeWaitUnread, silent + other.silent);
    }
  }

  /** The heads of a group, all zero for one that was not there. */
  public Heads of(SocketGroup group) {
    return groups.getOrDefault(group, Heads.NONE);
  }

  /** Counts a snapshot. */
  public static GroupCounts of(Snapshot snapshot) {
    Map<SocketGroup, Heads> groups = new HashMap<>();
    for (SocketSample socket : snapshot.sockets()) {
      boolean unread = socket.state() == TcpState.CLOSE_WAIT && !socket.isEndOfInputRead();
      boolean silent = socket.role() == Role.SERVER && socket.isSilent();
      groups.merge(socket.group(), new Heads(1, unread ? 1 : 0, silent ? 1 : 0), Heads::and);
    }
    snapshot
        .host()
        .nativeSockets()
        .forEach((family, n) -> groups.put(SocketGroup.ofNative(family), new Heads(n, 0, 0)));
    return new GroupCounts(snapshot.atNanos(), groups, snapshot.host().openDescriptors());
  }
}
