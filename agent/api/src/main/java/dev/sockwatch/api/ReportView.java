package dev.sockwatch.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a running agent knows at one instant.
 *
 * @param agent which Sockwatch watches which JVM
 * @param health how well it is doing
 * @param host the network namespace it lives in
 * @param summary its sockets, counted
 * @param socketGroups all open sockets, counted by what they have in common, most first
 * @param sockets open sockets one by one, oldest first; of very many the oldest of each group
 * @param unlisted why not all of them are there; null when they are
 * @param withoutDescriptor its connections that have no descriptor, at most 1,000
 * @param findings open ones first, worst first
 */
public record ReportView(
    AgentView agent,
    HealthView health,
    HostView host,
    SummaryView summary,
    List<SocketGroupView> socketGroups,
    List<SocketView> sockets,
    @Nullable String unlisted,
    List<DescriptorlessView> withoutDescriptor,
    List<FindingView> findings) {
  /** Of printable text. */
  public ReportView {
    unlisted = PrintableText.ofNullable(unlisted);
  }

  /** How many sockets are open, listed or not. */
  public long openSockets() {
    return socketGroups.stream().mapToLong(SocketGroupView::count).sum();
  }

  /** The same with all sockets read now, for who keeps it or reads it on another thread. */
  public ReportView complete() {
    return new ReportView(
        agent,
        health,
        host,
        summary,
        socketGroups,
        List.copyOf(sockets),
        unlisted,
        withoutDescriptor,
        findings);
  }

  /** The same with other findings. */
  public ReportView with(List<FindingView> others) {
    return new ReportView(
        agent, health, host, summary, socketGroups, sockets, unlisted, withoutDescriptor, others);
  }
}
