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
 */
final class SocketAbandonedDetector implements Detector {
  @Override
  public List<Finding> inspect(Snapshot snapshot, Thresholds thresholds) {
    List<Finding> findings = new ArrayList<>();
    for (List<SocketSample> group :
        SiteGroups.group(
            snapshot.sockets(),
            s -> s.ownerCollected() && !s.kind().closedByCleaner() && !s.isClosed())) {
      findings.add(leakedForEver(group, snapshot.atNanos()));
    }
    for (AbandonedSockets collected : snapshot.collected()) {
      findings.add(closedByCleaner(collected));
    }
    return findings;
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
        Severity.ERROR,
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
        Severity.WARNING,
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
