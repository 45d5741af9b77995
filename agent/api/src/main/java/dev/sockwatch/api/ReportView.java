package dev.sockwatch.api;

import java.util.List;

/**
 * Everything a running agent knows at one instant.
 *
 * @param agent which Sockwatch watches which JVM
 * @param health how well it is doing
 * @param host the network namespace it lives in
 * @param summary its sockets, counted
 * @param sockets the open sockets, oldest first
 * @param withoutDescriptor its connections that have no descriptor, at most 1,000
 * @param findings open ones first, worst first
 */
public record ReportView(
    AgentView agent,
    HealthView health,
    HostView host,
    SummaryView summary,
    List<SocketView> sockets,
    List<DescriptorlessView> withoutDescriptor,
    List<FindingView> findings) {}
