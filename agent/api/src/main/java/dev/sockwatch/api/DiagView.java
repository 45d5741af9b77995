package dev.sockwatch.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One socket as the kernel lists it, by sock_diag or {@code /proc/self/net/tcp}.
 *
 * @param receiveQueueBytes received and not read, an unread FIN counted as one; of a listener, the
 *     length of its accept queue (connections)
 * @param sendQueueBytes written and not acknowledged; of a listener, the limit of its accept queue
 *     (connections), null where the kernel does not say
 * @param timer {@code OFF}, {@code ON} (retransmission), {@code KEEPALIVE}, {@code TIMEWAIT} or
 *     {@code PERSIST} (zero-window probe)
 * @param timerMillis until that timer runs off
 * @param timerRetransmits retransmissions or unanswered probes
 * @param uid user id of the owner
 * @param cookie identity in hexadecimal, never used again while the kernel runs; null from {@code
 *     /proc}
 * @param shutdown 0 no, 1 receiving, 2 sending, 3 both shut down; null from {@code /proc}
 * @param ipv6 whether it is an IPv6 socket, which may speak IPv4
 * @param memory the kernel's buffer accounting; empty from {@code /proc}
 */
public record DiagView(
    long receiveQueueBytes,
    @Nullable Long sendQueueBytes,
    String timer,
    long timerMillis,
    long timerRetransmits,
    long uid,
    @Nullable String cookie,
    @Nullable Long shutdown,
    boolean ipv6,
    List<FigureView> memory) {
  /** Of printable text. */
  public DiagView {
    timer = PrintableText.of(timer);
    cookie = PrintableText.ofNullable(cookie);
  }
}
