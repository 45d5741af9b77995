package dev.sockwatch.snapshot;

import java.util.List;
import java.util.OptionalLong;

/**
 * One instant: every open socket, what was collected, the process, and the head counts of the
 * windows before.
 *
 * @param atNanos when, by {@link System#nanoTime}
 * @param sockets the open sockets, by descriptor
 * @param collected closed by the JDK's cleaner since the agent started, by call site
 * @param host this process
 * @param incidents what happened to sockets in the last window and is over
 * @param failing connects that go on failing
 * @param ports how ephemeral ports are used, where it is worth a look
 * @param earlier head counts one trend window apart, newest first
 * @param ended connections that one line opens again and again and closes
 */
public record Snapshot(
    long atNanos,
    List<SocketSample> sockets,
    List<AbandonedSockets> collected,
    HostSample host,
    List<IncidentGroup> incidents,
    List<FailedConnects> failing,
    PortUse ports,
    List<GroupCounts> earlier,
    List<EndedGroup> ended) {
  /** Before the first round. */
  public static final Snapshot NONE =
      new Snapshot(
          System.nanoTime(),
          List.of(),
          List.of(),
          new HostSample(OptionalLong.empty(), OptionalLong.empty(), false),
          List.of(),
          List.of(),
          PortUse.NONE,
          List.of(),
          List.of());
}
