package dev.sockwatch.detect;

import dev.sockwatch.net.KeepAlive;
import dev.sockwatch.net.Role;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.snapshot.SocketGroup;
import dev.sockwatch.snapshot.SocketSample;
import dev.sockwatch.text.Durations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A connection has been idle for long, and its keepalive comes too late. Two rules: the first probe
 * comes when something on the way may have forgotten the connection already; and a dead peer is
 * missed only after all probes have gone unanswered, by default after 2 h 11 min.
 */
final class KeepAliveTooSlowDetector implements Detector {
  private static final long SECOND = 1_000_000_000L;

  /** Longer than the kernel itself waits for an acknowledgement of data (tcp_retries2). */
  private static final long LONGEST_DETECTION_SECONDS = 15 * 60;

  @Override
  public List<Finding> inspect(Snapshot snapshot, Thresholds thresholds) {
    IdleLimits limits = thresholds.keepAlive();
    List<Finding> findings = new ArrayList<>();
    IdleGroups.of(
            snapshot,
            limits,
            k -> k.on() && !k.boundsNextUse() && (isForgotten(k, limits) || isLate(k)))
        .forEach(
            (group, sockets) -> findings.add(finding(group, sockets, snapshot.atNanos(), limits)));
    return findings;
  }

  private static boolean isForgotten(KeepAlive keepAlive, IdleLimits limits) {
    return keepAlive.idleSeconds() * SECOND >= limits.pathNanos();
  }

  private static boolean isLate(KeepAlive keepAlive) {
    return keepAlive.detectionSeconds() > LONGEST_DETECTION_SECONDS;
  }

  private static Finding finding(
      SocketGroup group, List<SocketSample> sockets, long now, IdleLimits limits) {
    long idle = IdleGroups.longestIdleNanos(sockets, now);
    KeepAlive slowest =
        sockets.stream()
            .map(IdleGroups::keepAliveOf)
            .max(Comparator.comparingLong(KeepAlive::detectionSeconds))
            .orElseThrow();
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("sockets", (long) sockets.size());
    evidence.put("longestIdleMillis", Durations.millis(idle));
    evidence.put("soKeepAlive", 1L);
    evidence.put("tcpKeepIdleSeconds", slowest.idleSeconds());
    evidence.put("tcpKeepIntvlSeconds", slowest.intervalSeconds());
    evidence.put("tcpKeepCnt", slowest.probes());
    evidence.put("deadPeerNoticedSeconds", slowest.detectionSeconds());
    evidence.put("pathIdleSeconds", limits.pathNanos() / SECOND);
    return new Finding(
        IdleGroups.key(FindingId.KEEPALIVE_TOO_SLOW, group),
        sockets.get(0).opening(),
        Severity.ADVICE,
        sockets.size(),
        group.destination(),
        SiteGroups.count(sockets.size(), "connection")
            + " idle for up to "
            + Durations.text(idle)
            + " with a slow keepalive: "
            + dangers(slowest, limits),
        evidence,
        "set TCP_KEEPIDLE below "
            + limits.pathNanos() / SECOND
            + ", TCP_KEEPINTVL and TCP_KEEPCNT so that their product stays below "
            + LONGEST_DETECTION_SECONDS
            + " (seconds), on what is "
            + (group.role() == Role.SERVER ? "accepted at " : "opened at ")
            + SiteGroups.site(sockets.get(0).opening())
            + "; for the whole host net.ipv4.tcp_keepalive_time");
  }

  private static String dangers(KeepAlive slowest, IdleLimits limits) {
    List<String> dangers = new ArrayList<>();
    if (isForgotten(slowest, limits)) {
      dangers.add(
          "the first probe comes after "
              + Durations.text(slowest.idleSeconds() * SECOND)
              + ", when a firewall or NAT on the way may have forgotten the connection (after "
              + Durations.text(limits.pathNanos())
              + ")");
    }
    if (isLate(slowest)) {
      dangers.add(
          "a dead peer is missed only after "
              + Durations.text(slowest.detectionSeconds() * SECOND));
    }
    return String.join("; ", dangers);
  }
}
