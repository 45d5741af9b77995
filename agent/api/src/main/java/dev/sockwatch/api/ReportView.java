package dev.sockwatch.api;

import java.util.List;

/**
 * Everything a running agent knows at one instant.
 *
 * @param agent which Sockwatch watches which JVM
 * @param health how well it is doing
 * @param sockets the open sockets, oldest first
 * @param findings open ones first, worst first
 */
public record ReportView(
    AgentView agent, HealthView health, List<SocketView> sockets, List<FindingView> findings) {}
