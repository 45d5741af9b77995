package dev.sockwatch.detect;

import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.net.KeepAlive;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.snapshot.SocketGroup;
import dev.sockwatch.snapshot.SocketSample;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Groups connections that have been idle for long by destination and call site. */
final class IdleGroups {
  private IdleGroups() {}

  static Map<SocketGroup, List<SocketSample>> of(
      Snapshot snapshot, IdleLimits limits, Predicate<KeepAlive> which) {
    return snapshot.sockets().stream()
        .filter(s -> limits.covers(s, snapshot.atNanos()) && which.test(keepAliveOf(s)))
        .collect(
            Collectors.groupingBy(SocketSample::group, LinkedHashMap::new, Collectors.toList()));
  }

  /** Of a connection that is in a group: there it is known. */
  static KeepAlive keepAliveOf(SocketSample socket) {
    return Objects.requireNonNull(socket.keepAlive());
  }

  static FindingKey key(FindingId id, SocketGroup group) {
    return new FindingKey(id, group.role().word() + " " + group.destination(), group.site());
  }

  static long longestIdleNanos(List<SocketSample> group, long now) {
    return group.stream().mapToLong(s -> now - s.lastTransfer().atNanos()).max().orElse(0);
  }
}
