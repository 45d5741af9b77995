package dev.sockwatch.snapshot;

import dev.sockwatch.net.Role;
import dev.sockwatch.net.SocketFailure;
import dev.sockwatch.net.TcpInfo;
import dev.sockwatch.net.TcpInfoField;
import dev.sockwatch.stack.CallStack;
import dev.sockwatch.table.Incident;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One {@link Incident} as plain values, with the kernel's words decoded.
 *
 * @param socketId identity of the socket within this JVM
 * @param role what the socket was for
 * @param atNanos when, on the clock of {@link Snapshot}
 * @param elapsedNanos how long what ended here had taken, as the incident's kind says
 * @param failure the exception that showed it, or null
 * @param tcp what the kernel said at that moment, or null where it was not asked
 * @param noDelay whether TCP_NODELAY was on; null where it was not asked
 * @param unreadBytes received and not read by the program; empty where it was not asked
 * @param lingerSeconds SO_LINGER, -1 for off; empty where it was not asked
 * @param writer a write after the first one of a message, or null where none was taken
 * @param traceId of the application's trace in which the socket was opened, or null where it is not
 *     followed
 */
public record IncidentSample(
    long socketId,
    Role role,
    long atNanos,
    long elapsedNanos,
    @Nullable SocketFailure failure,
    @Nullable TcpInfo tcp,
    @Nullable Boolean noDelay,
    OptionalLong unreadBytes,
    OptionalLong lingerSeconds,
    @Nullable CallStack writer,
    @Nullable String traceId) {
  /** A field of {@code tcp_info}, or {@code absent}. */
  public long tcp(TcpInfoField field, long absent) {
    return tcp == null ? absent : tcp.get(field, absent);
  }
}
