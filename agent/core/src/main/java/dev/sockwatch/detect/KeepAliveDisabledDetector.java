package dev.sockwatch.detect;

import dev.sockwatch.net.Role;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.snapshot.SocketGroup;
import dev.sockwatch.snapshot.SocketSample;
import dev.sockwatch.text.Durations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A connection has been idle for long, keepalive is off, and nothing else would notice that the
 * peer is gone: no heartbeat, or it would not be idle; no read timeout; no TCP_USER_TIMEOUT.
 *
 * <p>Two dangers: what forgets idle connections on the way (firewall, NAT, load balancer) leaves
 * both ends with a connection that is none; and a peer that dies without a FIN is never missed.
 */
final class KeepAliveDisabledDetector implements Detector {
  @Override
  public List<Finding> inspect(Snapshot snapshot, Thresholds thresholds) {
    List<Finding> findings = new ArrayList<>();
    IdleGroups.of(snapshot, thresholds.keepAlive(), k -> !k.on() && !k.boundsNextUse())
        .forEach(
            (group, sockets) ->
                findings.add(finding(group, sockets, snapshot.atNanos(), thresholds.keepAlive())));
    return findings;
  }

  private static Finding finding(
      SocketGroup group, List<SocketSample> sockets, long now, IdleLimits limits) {
    long idle = IdleGroups.longestIdleNanos(sockets, now);
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("sockets", (long) sockets.size());
    evidence.put("longestIdleMillis", Durations.millis(idle));
    evidence.put("soKeepAlive", 0L);
    evidence.put("tcpUserTimeoutMillis", 0L);
    evidence.put("soTimeoutMillis", 0L);
    evidence.put("deadPeerNoticed", "never while idle");
    String summary =
        SiteGroups.count(sockets.size(), "connection")
            + " idle for up to "
            + Durations.text(idle)
            + " without keepalive: a firewall or NAT on the way may forget "
            + (sockets.size() == 1 ? "it" : "them")
            + " after "
            + Durations.text(limits.pathNanos())
            + ", and a peer that dies is never missed";
    String remedy =
        "call setKeepAlive(true) on what is "
            + (group.role() == Role.SERVER ? "accepted at " : "opened at ")
            + SiteGroups.site(sockets.get(0).opening())
            + " and set TCP_KEEPIDLE below "
            + limits.pathNanos() / 1_000_000_000
            + " (seconds), or send a heartbeat more often than that";
    return new Finding(
        IdleGroups.key(FindingId.KEEPALIVE_DISABLED, group),
        sockets.get(0).opening(),
        Severity.WARNING,
        sockets.size(),
        group.destination(),
        summary,
        evidence,
        remedy);
  }
}
