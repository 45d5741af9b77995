package dev.sockwatch.snapshot;

import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.KeepAlive;
import dev.sockwatch.net.Protocol;
import dev.sockwatch.net.Role;
import dev.sockwatch.net.SocketFailure;
import dev.sockwatch.net.SocketKind;
import dev.sockwatch.net.TcpInfo;
import dev.sockwatch.net.TcpInfoField;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.stack.CallStack;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One open socket at one instant: what the hooks saw and what the kernel said, as plain values.
 *
 * @param id identity within this JVM
 * @param fd descriptor
 * @param kind what holds the descriptor
 * @param role what it is for
 * @param protocol what it speaks
 * @param addresses both ends
 * @param opened how it was opened
 * @param ownerCollected whether the owner is gone while the descriptor is open
 * @param ownerCollectedSinceNanos since when that has been seen
 * @param connected whether a connection was established
 * @param connectFailure what connect threw, or null
 * @param endOfInput the peer's EOF, once the program has read it
 * @param closing the program's close; null while it has not closed
 * @param closeWait the kernel's CLOSE_WAIT; null in another state
 * @param lastTransfer when data last moved
 * @param keepAlive what would notice a dead peer; null unless it has been idle for long
 * @param unreadBytes received and not read by the program; empty when not asked
 * @param splitMessages messages in several writes, where TCP_NODELAY is off; null where it is on,
 *     or was not asked
 * @param state the kernel's state, or null for a socket that is not TCP or could not be asked
 * @param tcp what the kernel said, or null for a socket that is not TCP or could not be asked
 */
public record SocketSample(
    long id,
    int fd,
    SocketKind kind,
    Role role,
    Protocol protocol,
    Addresses addresses,
    Opening opened,
    boolean ownerCollected,
    OptionalLong ownerCollectedSinceNanos,
    boolean connected,
    @Nullable SocketFailure connectFailure,
    @Nullable EndOfInput endOfInput,
    @Nullable Closing closing,
    @Nullable CloseWait closeWait,
    LastTransfer lastTransfer,
    @Nullable KeepAlive keepAlive,
    OptionalLong unreadBytes,
    @Nullable SplitMessages splitMessages,
    @Nullable TcpState state,
    @Nullable TcpInfo tcp) {
  /** The other side; of a listener or an accepted connection, where it listens. */
  public String destination() {
    return addresses.destination();
  }

  /** Own address, or null. */
  public @Nullable Endpoint local() {
    return addresses.local();
  }

  /** The peer's address, or null. */
  public @Nullable Endpoint remote() {
    return addresses.remote();
  }

  /** When it was opened or first found, on the clock of {@link Snapshot}. */
  public long openedAtNanos() {
    return opened.atNanos();
  }

  /** The stack that opened it, or null when no hook saw that. */
  public @Nullable CallStack opening() {
    return opened.stack();
  }

  /** Whether the program has closed it. */
  public boolean isClosed() {
    return closing != null;
  }

  /** Whether it is known that no data has moved since that time, and none is under way. */
  public boolean isIdleSince(long nanos) {
    return lastTransfer.atNanos() != LastTransfer.UNKNOWN
        && lastTransfer.atNanos() - nanos <= 0
        && !lastTransfer.isUnderWay();
  }

  /** Whether it is known that data was sent after that time. */
  public boolean hasSentSince(long nanos) {
    return lastTransfer.sentAtNanos() != LastTransfer.UNKNOWN
        && lastTransfer.sentAtNanos() - nanos > 0;
  }

  /** Whether it is known that no byte ever moved. */
  public boolean isSilent() {
    return Boolean.FALSE.equals(lastTransfer.ever());
  }

  /** Whether the program has read the peer's end of input, as a hook or the kernel saw. */
  public boolean isEndOfInputRead() {
    return endOfInput != null || (closeWait != null && Boolean.FALSE.equals(closeWait.finWaits()));
  }

  /** Whether it sends and receives datagrams. */
  public boolean isDatagram() {
    return role == Role.DATAGRAM;
  }

  /** Whether it never leaves this host by nature, and has no TCP state. */
  public boolean isUnixDomain() {
    return protocol == Protocol.UNIX;
  }

  /** Whether both ends are on this host: nothing lies between them that could forget them. */
  public boolean isOnThisHost() {
    Endpoint local = local();
    Endpoint remote = remote();
    return local != null
        && (local.isLoopback() || (remote != null && local.hasSameAddressAs(remote)));
  }

  /** A field of {@code tcp_info}, empty when absent. */
  public OptionalLong tcp(TcpInfoField field) {
    return tcp == null ? OptionalLong.empty() : tcp.get(field);
  }

  /** What leaks are grouped by: the blamed line, or the destination where no line can be blamed. */
  public String site() {
    return site(opening(), destination());
  }

  /** The same, of any socket. */
  public static String site(@Nullable CallStack opening, String destination) {
    return opening == null || opening.certainty() == CallStack.Certainty.NONE
        ? destination
        : opening.callSite();
  }

  /** The group this socket is counted in. */
  public SocketGroup group() {
    return new SocketGroup(role, destination(), site());
  }
}
