package dev.sockwatch.detect;

import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.host.SynSchedule;
import dev.sockwatch.net.IncidentKind;
import dev.sockwatch.net.TcpInfoField;
import dev.sockwatch.snapshot.IncidentGroup;
import dev.sockwatch.snapshot.IncidentSample;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.text.Durations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Connections came about only after the kernel had sent the SYN again: it does so after one second
 * and then at growing intervals (RFC 6298 section 2.1, {@code TCP_TIMEOUT_INIT}).
 */
final class ConnectSlowDetector implements Detector {
  @Override
  public List<Finding> inspect(Snapshot snapshot, Thresholds thresholds) {
    List<Finding> findings = new ArrayList<>();
    for (IncidentGroup group : snapshot.incidents()) {
      if (group.kind() == IncidentKind.CONNECTED_SLOWLY) {
        List<IncidentSample> slow =
            Recurrence.of(
                List.of(group),
                e -> e.tcp(TcpInfoField.TOTAL_RETRANS, 0) > 0,
                thresholds.count(Threshold.INCIDENTS_COUNT),
                snapshot,
                thresholds);
        if (!slow.isEmpty()) {
          findings.add(finding(group, slow, SynSchedule.of(snapshot.host().context().settings())));
        }
      }
    }
    return findings;
  }

  private static Finding finding(
      IncidentGroup group, List<IncidentSample> slow, SynSchedule kernel) {
    long median = Statistics.median(slow.stream().mapToLong(IncidentSample::elapsedNanos));
    long resent =
        Statistics.max(slow.stream().mapToLong(e -> e.tcp(TcpInfoField.TOTAL_RETRANS, 0)));
    long rtt = Statistics.median(slow.stream().mapToLong(e -> e.tcp(TcpInfoField.RTT, 0)));
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("slowConnects", (long) slow.size());
    evidence.put("medianConnectMillis", Durations.millis(median));
    evidence.put(
        "longestConnectMillis",
        Durations.millis(Statistics.max(slow.stream().mapToLong(IncidentSample::elapsedNanos))));
    evidence.put("synRetransmissions", resent);
    evidence.put("kernelSynRetransmits", (long) kernel.retransmits());
    evidence.put("kernelGivesUpAfterSeconds", kernel.giveUpSeconds());
    evidence.put("rttMicros", rtt);
    return new Finding(
        new FindingKey(FindingId.CONNECT_SLOW, group.destination(), group.site()),
        group.opening(),
        Severity.WARNING,
        slow.size(),
        group.destination(),
        SiteGroups.count(slow.size(), "connect")
            + " took "
            + Durations.text(median)
            + " as the SYN had to be sent again (up to "
            + SiteGroups.count(resent, "time")
            + "); a round trip takes "
            + rtt
            + " us",
        evidence,
        "find who drops the SYN: a full accept queue at "
            + group.destination()
            + " (there: ss -ltn, nstat TcpExtListenOverflows), a firewall, or packet loss on the"
            + " way; a pool keeps the connections that came about");
  }
}
