package dev.sockwatch.snapshot;

import dev.sockwatch.snapshot.GroupCounts.Heads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** One instant by hand: by default nothing is open, and nothing is known of the process. */
public final class SnapshotBuilder {
  /** The instant. */
  public static final long NOW = seconds(1_000_000);

  private final List<SocketSample> sockets = new ArrayList<>();
  private final List<AbandonedSockets> collected = new ArrayList<>();
  private final List<GroupCounts> earlier = new ArrayList<>();
  private final List<IncidentGroup> incidents = new ArrayList<>();
  private final List<EndedGroup> ended = new ArrayList<>();
  private HostSample host = new HostSample(OptionalLong.empty(), OptionalLong.empty(), false);
  private final List<FailedConnects> failing = new ArrayList<>();
  private PortUse ports = PortUse.NONE;

  private SnapshotBuilder() {}

  /** So many seconds, in nanoseconds. */
  public static long seconds(long number) {
    return number * 1_000_000_000;
  }

  public static SnapshotBuilder snapshot() {
    return new SnapshotBuilder();
  }

  /** A snapshot of these sockets and nothing else. */
  public static Snapshot snapshotOf(SocketSample... open) {
    return snapshot().sockets(open).build();
  }

  public SnapshotBuilder sockets(SocketSample... open) {
    sockets.addAll(List.of(open));
    return this;
  }

  public SnapshotBuilder collected(AbandonedSockets... by) {
    collected.addAll(List.of(by));
    return this;
  }

  public SnapshotBuilder host(HostSample is) {
    host = is;
    return this;
  }

  /** What happened and is over. */
  public SnapshotBuilder incidents(IncidentGroup... groups) {
    incidents.addAll(List.of(groups));
    return this;
  }

  /** Connects that go on failing. */
  public SnapshotBuilder failing(FailedConnects... connects) {
    failing.addAll(List.of(connects));
    return this;
  }

  /** How the ports to these destinations are used. */
  public SnapshotBuilder ports(int usable, DestinationPorts... by) {
    ports = new PortUse(usable, List.of(by));
    return this;
  }

  /** Head counts of one group in the windows before, 30 s apart, newest first. */
  public SnapshotBuilder earlier(SocketGroup group, Heads... newestFirst) {
    for (Heads heads : newestFirst) {
      earlier.add(
          new GroupCounts(
              NOW - seconds(30) * (earlier.size() + 1L),
              Map.of(group, heads),
              OptionalLong.empty()));
    }
    return this;
  }

  /** How many descriptors the process had so long ago. */
  public SnapshotBuilder descriptorsBefore(long nanos, long open) {
    earlier.add(new GroupCounts(NOW - nanos, Map.of(), OptionalLong.of(open)));
    return this;
  }

  /** Connections that one line opens again and again and closes. */
  public SnapshotBuilder ended(EndedGroup... groups) {
    ended.addAll(List.of(groups));
    return this;
  }

  public Snapshot build() {
    return new Snapshot(
        NOW,
        List.copyOf(sockets),
        List.copyOf(collected),
        host,
        List.copyOf(incidents),
        List.copyOf(failing),
        ports,
        List.copyOf(earlier),
        List.copyOf(ended));
  }
}
