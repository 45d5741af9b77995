package dev.sockwatch.kernel;

import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.TcpState;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One TCP socket as the kernel lists it, by sock_diag ({@code struct inet_diag_msg}, Linux {@code
 * include/uapi/linux/inet_diag.h}) or by {@code /proc/self/net/tcp}, in our network namespace.
 *
 * <p>What has no descriptor any more (TIME_WAIT, FIN_WAIT1 and others after a close) or not yet
 * (SYN_RECV, and connections that wait to be accepted) has no inode.
 *
 * @param state TCP state; what the kernel calls NEW_SYN_RECV is SYN_RECV here
 * @param local own address; IPv4-mapped IPv6 is IPv4
 * @param remote peer's address, or null of a socket that is not connected
 * @param ipv6 whether it is an IPv6 socket; one may speak IPv4
 * @param timer the running timer
 * @param timerMillis until that timer runs off; 0 when there is none
 * @param retransmits retransmissions, or unanswered probes of the running timer
 * @param receiveQueueBytes received and not read, an unread FIN counted as one; of a listener, the
 *     length of its accept queue (connections)
 * @param sendQueueBytes written and not acknowledged; of a listener, the limit of its accept queue
 *     (connections), empty where the kernel does not say
 * @param uid user id of the owner
 * @param inode of the socket, 0 where there is none
 * @param cookie never used again while the kernel runs; empty from {@code /proc}
 * @param shutdown 1 receiving, 2 sending, 3 both are shut down; empty from {@code /proc}
 * @param memory {@code SK_MEMINFO_*} in the kernel's order; empty when not asked or not answered
 */
public record KernelSocket(
    TcpState state,
    Endpoint local,
    @Nullable Endpoint remote,
    boolean ipv6,
    Timer timer,
    long timerMillis,
    int retransmits,
    long receiveQueueBytes,
    OptionalLong sendQueueBytes,
    long uid,
    long inode,
    OptionalLong cookie,
    OptionalLong shutdown,
    List<Long> memory) {

  /** {@code idiag_timer}; column {@code tr} of {@code /proc/net/tcp}. */
  public enum Timer {
    /** No timer is running. */
    OFF,
    /** Retransmission, early retransmit, loss probe or reordering. */
    ON,
    /** The keepalive timer. */
    KEEPALIVE,
    /** TIME_WAIT. */
    TIMEWAIT,
    /** Zero-window probe. */
    PERSIST;

    /** The timer with the kernel's number; an unknown one is ON. */
    static Timer of(int number) {
      return number >= 0 && number < values().length ? values()[number] : ON;
    }
  }
}
