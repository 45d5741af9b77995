package dev.sockwatch.detect;

import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.snapshot.AbandonedSockets;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.snapshot.SocketSample;
import dev.sockwatch.stack.CallStack;
import dev.sockwatch.text.Durations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The program dropped a socket without closing it, and the collector has proved it.
 *
 * <p>Two cases, never mixed. A plain channel's descriptor stays open for ever. A {@code Socket}'s
 * is closed by the JDK's cleaner: nothing is lost for good, but descriptors follow the collector.
 *
 * <p>What was in use until a moment ago and is out of reach now may only have been used for the
 * last time, in a program that ends: a local variable of {@code main}. One or two of those are a
 * finding once the program has gone on for a window.
 */
final class SocketAbandonedDetector implements Detector {
  /** So many of one line are no accident of its last use. */
  private static final int AGAIN_AND_AGAIN = 3;

  @Override
  public List<Finding> inspect(Snapshot snapshot, Thresholds thresholds) {
    List<Finding> findings = new ArrayList<>();
    for (List<SocketSample> group :
        SiteGroups.group(
            snapshot.sockets(),
            s -> s.ownerCollected() && !s.kind().closedByCleaner() && !s.isClosed())) {
      long since = snapshot.atNanos() - thresholds.nanos(Threshold.GROWING_WINDOW);
      if (group.size() >= AGAIN_AND_AGAIN || group.stream().anyMatch(s -> isLeft(s, since))) {
        findings.add(leakedForEver(group, snapshot.atNanos()));
      }
    }
    for (AbandonedSockets collected : snapshot.collected()) {
      if (collected.count() >= AGAIN_AND_AGAIN
          || collected.longestIdleNanos() >= thresholds.nanos(Threshold.GROWING_WINDOW)
          || snapshot.atNanos() - collected.lastAtNanos()
              >= thresholds.nanos(Threshold.GROWING_WINDOW)) {
        findings.add(closedByCleaner(collected));
      }
    }
    return findings;
  }

  /**
   * Whether the program had no use for it long before it was out of reach, or has gone on since.
   */
  private static boolean isLeft(SocketSample socket, long since) {
    return socket.isIdleSince(since)
        || socket.ownerCollectedSinceNanos().orElse(Long.MIN_VALUE) - since <= 0;
  }

  private static Finding leakedForEver(List<SocketSample> group, long now) {
    long oldest = group.stream().mapToLong(s -> now - s.openedAtNanos()).max().orElse(0);
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("sockets", (long) group.size());
    evidence.put("ownerCollected", true);
    evidence.put("descriptorsOpen", (long) group.size());
    evidence.put("oldestMillis", Durations.millis(oldest));
    if (group.get(0).state() != null) {
      evidence.put("tcpState", String.valueOf(group.get(0).state()));
    }
    return new Finding(
        SiteGroups.key(FindingId.SOCKET_ABANDONED, "channel", group),
        group.get(0).opening(),
        OnceOnly.severity(Severity.ERROR, group.get(0).opening(), group.size()),
        group.size(),
        SiteGroups.destinationOf(group),
        SiteGroups.count(group.size(), "channel")
            + " collected without a close: nobody can close "
            + (group.size() == 1 ? "its descriptor" : "their descriptors")
            + " any more, until the JVM ends",
        evidence,
        "close the channel "
            + SiteGroups.where(group.get(0).opening())
            + " on every path, e.g. by try-with-resources");
  }

  private static Finding closedByCleaner(AbandonedSockets collected) {
    CallStack opening = collected.opening();
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("sockets", collected.count());
    evidence.put("ownerCollected", true);
    evidence.put("closedBy", "the JDK's cleaner, after a garbage collection");
    evidence.put("longestOpenMillis", Durations.millis(collected.longestOpenNanos()));
    return new Finding(
        new FindingKey(
            FindingId.SOCKET_ABANDONED, "socket", opening == null ? "" : opening.callSite()),
        opening,
        OnceOnly.severity(Severity.WARNING, opening, collected.count()),
        Math.toIntExact(collected.count()),
        collected.destination(),
        SiteGroups.count(collected.count(), "socket")
            + " dropped without a close; the garbage collector closed "
            + (collected.count() == 1 ? "it" : "them")
            + " after up to "
            + Durations.text(collected.longestOpenNanos())
            + ", and will wait longer the less it has to do",
        evidence,
        "close the socket "
            + SiteGroups.where(opening)
            + " on every path, e.g. by try-with-resources");
  }
}
