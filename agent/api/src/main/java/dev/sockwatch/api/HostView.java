package dev.sockwatch.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The network namespace that the JVM lives in; a container has its own.
 *
 * @param socketList how the kernel's list of sockets is read: {@code sock_diag}, {@code
 *     /proc/net/tcp}, or null when it cannot be
 * @param settings sysctls as they are set
 * @param counters those of {@code /proc/net/snmp} and {@code netstat} that are not zero
 * @param sockstat {@code /proc/net/sockstat}
 * @param ephemeralFirst first local port that a connect may choose, or null
 * @param ephemeralLast last such port, or null
 * @param ephemeralUsable how many that leaves without the reserved ones, or null
 */
public record HostView(
    @Nullable String socketList,
    List<FigureView> settings,
    List<CounterView> counters,
    List<FigureView> sockstat,
    @Nullable Long ephemeralFirst,
    @Nullable Long ephemeralLast,
    @Nullable Long ephemeralUsable) {
  /** Of printable text. */
  public HostView {
    socketList = PrintableText.ofNullable(socketList);
  }
}
