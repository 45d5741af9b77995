package dev.sockwatch.detect;

import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.detect.HeldWrites.Held;
import dev.sockwatch.net.TcpInfoField;
import dev.sockwatch.snapshot.IncidentSample;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.stack.CallStack;
import dev.sockwatch.text.Durations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Nagle's algorithm holds a second small write until the peer acknowledges the first, and the peer
 * delays that acknowledgement (RFC 9293 section 3.7.4, RFC 1122 section 4.2.3.2).
 */
final class NagleStallDetector implements Detector {
  @Override
  public List<Finding> inspect(Snapshot snapshot, Thresholds thresholds) {
    List<Finding> findings = new ArrayList<>();
    for (HeldWrites writes : HeldWrites.of(snapshot)) {
      List<Held> held = enough(writes.held(), snapshot.atNanos(), thresholds);
      if (!held.isEmpty()) {
        findings.add(finding(writes, held));
      }
    }
    return findings;
  }

  /** Those of the last window; where they are few, as many that go on over a longer time. */
  private static List<Held> enough(List<Held> held, long now, Thresholds thresholds) {
    List<Held> recent =
        held.stream()
            .filter(h -> now - h.incident().atNanos() <= thresholds.incidentNanos())
            .toList();
    if (recent.size() >= thresholds.count(Threshold.NAGLE_STALLS)) {
      return recent;
    }
    List<IncidentSample> all = held.stream().map(Held::incident).toList();
    return held.size() >= thresholds.count(Threshold.NAGLE_STALLS)
            && Recurrence.goesOn(all, now, thresholds.incidentNanos())
        ? held
        : List.of();
  }

  private static Finding finding(HeldWrites writes, List<Held> held) {
    long median = Statistics.median(held.stream().mapToLong(Held::holdNanos));
    long minRtt =
        Statistics.median(held.stream().mapToLong(h -> h.incident().tcp(TcpInfoField.MIN_RTT, 0)));
    CallStack writer =
        held.stream()
            .map(h -> h.incident().writer())
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("heldWrites", (long) held.size());
    evidence.put("medianHoldMillis", Durations.millis(median));
    evidence.put(
        "longestHoldMillis",
        Durations.millis(Statistics.max(held.stream().mapToLong(Held::holdNanos))));
    evidence.put("tcpNoDelay", 0L);
    evidence.put("minRttMicros", minRtt);
    if (writer != null) {
      evidence.put("writtenAgainAt", writer.callSite());
    }
    String summary =
        SiteGroups.count(held.size(), "message")
            + " held back "
            + Durations.text(median)
            + " each: the second of several writes waited for the peer's delayed acknowledgement"
            + " (TCP_NODELAY is off, least round trip "
            + minRtt
            + " us)";
    String remedy =
        "write the message at once"
            + (writer == null
                ? " (one buffer, or a BufferedOutputStream with flush())"
                : " where it is written in pieces, " + writer.callSite() + " (one buffer, flush())")
            + ", or call setTcpNoDelay(true) on the socket "
            + SiteGroups.where(writes.group().opening())
            + ": saves "
            + Durations.text(median)
            + " an exchange";
    return new Finding(
        new FindingKey(FindingId.NAGLE_STALL, writes.group().destination(), writes.group().site()),
        writes.group().opening(),
        Severity.WARNING,
        held.size(),
        writes.group().destination(),
        summary,
        evidence,
        remedy);
  }
}
