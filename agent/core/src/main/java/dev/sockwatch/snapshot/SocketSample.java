package dev.sockwatch.snapshot;

import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.KeepAlive;
import dev.sockwatch.net.Protocol;
import dev.sockwatch.net.Role;
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
 * @param ownerCollected whether the owner is gone while the descriptor is open
 * @param ownerCollectedSinceNanos since when that has been seen
 * @param destination the other side; of a listener or an accepted connection, where it listens
 * @param local own address, or null
 * @param remote peer's address, or null
 * @param openedAtNanos when it was opened or first found, on the clock of {@link Snapshot}
 * @param thread name of the opening thread, or null
 * @param opening the stack that opened it, or null when no hook saw that
 * @param connected whether a connection was established
 * @param connectFailure class and message of what connect threw, or null
 * @param endOfInputAtNanos when the program read the peer's EOF
 * @param endOfInputReader the stack that read it, or null
 * @param closingAtNanos when the program closed it
 * @param selectors of a closed channel, the selectors it is still registered with; else empty
 * @param closeWaitSinceNanos since when it has been seen in CLOSE_WAIT
 * @param lastDataAtNanos when data last moved in either direction, or when it was established;
 *     {@link #UNKNOWN} where that is not known
 * @param lastDataSentAtNanos when data was last sent; {@link #UNKNOWN} where that is not known
 * @param everTransferred whether any byte ever moved; null when unknown
 * @param endOfInputWaits in CLOSE_WAIT, whether the kernel still holds the peer's FIN for a read;
 *     null when not asked
 * @param keepAlive what would notice a dead peer; null unless it has been idle for long
 * @param unreadBytes received and not read by the program; empty when not asked
 * @param protocol what it speaks
 * @param splitMessages messages in several writes, where TCP_NODELAY is off; null for none
 * @param state the kernel's state, or null for a socket that is not TCP or could not be asked
 * @param tcp what the kernel said, or null for a socket that is not TCP or could not be asked
 */
public record SocketSample(
    long id,
    int fd,
    SocketKind kind,
    Role role,
    boolean ownerCollected,
    OptionalLong ownerCollectedSinceNanos,
    String destination,
    @Nullable Endpoint local,
    @Nullable Endpoint remote,
    long openedAtNanos,
    @Nullable String thread,
    @Nullable CallStack opening,
    boolean connected,
    @Nullable String connectFailure,
    OptionalLong endOfInputAtNanos,
    @Nullable CallStack endOfInputReader,
    OptionalLong closingAtNanos,
    String selectors,
    OptionalLong closeWaitSinceNanos,
    long lastDataAtNanos,
    long lastDataSentAtNanos,
    @Nullable Boolean everTransferred,
    @Nullable Boolean endOfInputWaits,
    @Nullable KeepAlive keepAlive,
    OptionalLong unreadBytes,
    Protocol protocol,
    @Nullable SplitMessages splitMessages,
    @Nullable TcpState state,
    @Nullable TcpInfo tcp) {
  /** No time: 10,000 samples a round need no object for each. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  /** Whether it is known that no data has moved since that time. */
  public boolean isIdleSince(long nanos) {
    return lastDataAtNanos != UNKNOWN && lastDataAtNanos - nanos <= 0;
  }

  /** Whether it is known that data was sent after that time. */
  public boolean hasSentSince(long nanos) {
    return lastDataSentAtNanos != UNKNOWN && lastDataSentAtNanos - nanos > 0;
  }

  /** Whether it is known that no byte ever moved. */
  public boolean isSilent() {
    return everTransferred != null && !everTransferred;
  }

  /** Whether the program has read the peer's end of input, as a hook or the kernel saw. */
  public boolean isEndOfInputRead() {
    return endOfInputAtNanos.isPresent() || (endOfInputWaits != null && !endOfInputWaits);
  }

  /** Whether both ends are on this host: nothing lies between them that could forget them. */
  public boolean isOnThisHost() {
    return local != null
        && (local.isLoopback() || (remote != null && local.hasSameAddressAs(remote)));
  }

  /** A field of {@code tcp_info}, empty when absent. */
  public OptionalLong tcp(TcpInfoField field) {
    return tcp == null ? OptionalLong.empty() : tcp.get(field);
  }

  /** What leaks are grouped by: the blamed line, or the destination where no line can be blamed. */
  public String site() {
    return site(opening, destination);
  }

  /** The same, of any socket. */
  public static String site(@Nullable CallStack opening, String destination) {
    return opening == null || opening.certainty() == CallStack.Certainty.NONE
        ? destination
        : opening.callSite();
  }

  /** The group this socket is counted in. */
  public SocketGroup group() {
    return new SocketGroup(role, destination, site());
  }
}
