package dev.sockwatch.report.telemetry;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What one sampling round counted, as plain values.
 *
 * @param connections open TCP sockets
 * @param listeners listeners with their queues
 * @param host the process and its network namespace
 * @param events how many of each event the hooks have seen since the start, by name
 * @param lostEvents events that found no room since the start
 * @param hookErrors hooks that failed since the start
 * @param roundNanos CPU time of the round
 */
public record RoundFigures(
    List<Connection> connections,
    List<Listener> listeners,
    Host host,
    Map<String, Long> events,
    long lostEvents,
    long hookErrors,
    long roundNanos) {
  /**
   * One open socket.
   *
   * @param id identity within this JVM
   * @param role {@code client}, {@code server} or {@code listener}
   * @param state the kernel's state, e.g. {@code close_wait}
   * @param asked the host and port that the program asked for
   * @param local own address
   * @param peer the peer's address
   * @param rttMicros smoothed round-trip time; negative for not asked in this round
   * @param retransmits segments sent again since it opened; negative likewise
   */
  public record Connection(
      long id,
      String role,
      String state,
      @Nullable HostPort asked,
      @Nullable HostPort local,
      @Nullable HostPort peer,
      long rttMicros,
      long retransmits) {}

  /**
   * A listener's accept queue.
   *
   * @param port where it listens
   * @param queued connections that wait to be accepted
   * @param limit how many may wait
   */
  public record Listener(int port, long queued, long limit) {}

  /**
   * The process and its network namespace; empty where the kernel does not report them.
   *
   * @param timeWait connections in TIME_WAIT
   * @param ephemeralUsed ports of the ephemeral range that this JVM uses
   * @param ephemeralLimit ports in that range
   * @param descriptors open descriptors
   * @param descriptorLimit RLIMIT_NOFILE (soft)
   */
  public record Host(
      OptionalLong timeWait,
      OptionalLong ephemeralUsed,
      OptionalLong ephemeralLimit,
      OptionalLong descriptors,
      OptionalLong descriptorLimit) {}
}
