package dev.sockwatch.detect;

import dev.sockwatch.snapshot.SocketSample;

/**
 * From when on an idle connection needs something that keeps it alive.
 *
 * @param observedNanos seen without data for so long; an observation window, so scaled
 * @param pathNanos when a firewall, NAT or load balancer on the way may forget an idle connection;
 *     compared with the kernel's seconds, so never scaled
 * @param loopback whether connections within this host count
 */
public record IdleLimits(long observedNanos, long pathNanos, boolean loopback) {
  /** Whether the connection was observed idle for that long, and its options were read. */
  boolean covers(SocketSample socket, long now) {
    return socket.keepAlive() != null
        && !socket.isClosed()
        && socket.isIdleSince(now - observedNanos)
        && (loopback || !socket.isOnThisHost());
  }
}
