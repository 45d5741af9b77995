package dev.sockwatch.api;

import java.util.List;

/**
 * What {@code ss -s} shows, for this JVM alone.
 *
 * @param transports open sockets by transport: {@code tcp}, {@code tcp6}, {@code udp}, {@code
 *     udp6}, {@code unix}
 * @param states TCP sockets by state, with those that have no descriptor
 * @param destinations the same by destination, most sockets first
 * @param callSites the same by call site, most sockets first
 */
public record SummaryView(
    List<FigureView> transports,
    List<FigureView> states,
    List<GroupView> destinations,
    List<GroupView> callSites) {}
