package dev.sockwatch.detect;

import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.net.IncidentKind;
import dev.sockwatch.snapshot.ConnectOutcome;
import dev.sockwatch.snapshot.DestinationPorts;
import dev.sockwatch.snapshot.IncidentGroup;
import dev.sockwatch.snapshot.IncidentSample;
import dev.sockwatch.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The kernel had no local port for a connect (EADDRNOTAVAIL). Successes in between end nothing:
 * ports come back one by one.
 */
final class ConnectNoPortDetector implements Detector {
  @Override
  public List<Finding> inspect(Snapshot snapshot, Thresholds thresholds) {
    List<Finding> findings = new ArrayList<>();
    for (IncidentGroup group : snapshot.episodes()) {
      List<IncidentSample> refused =
          group.kind() == IncidentKind.CONNECT_FAILED
              ? group.episodes().stream().filter(ConnectNoPortDetector::isNoPort).toList()
              : List.of();
      if (!refused.isEmpty()) {
        findings.add(finding(group, refused, snapshot));
      }
    }
    return findings;
  }

  private static boolean isNoPort(IncidentSample episode) {
    return ConnectOutcome.of(episode.message(), episode.tcp(), episode.elapsedNanos())
        == ConnectOutcome.NO_PORT;
  }

  private static Finding finding(
      IncidentGroup group, List<IncidentSample> refused, Snapshot snapshot) {
    long count =
        Math.round((double) group.count() * refused.size() / Math.max(1, group.episodes().size()));
    DestinationPorts ports = portsTo(group.destination(), snapshot);
    int usable = snapshot.ports().usable();
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("failedConnects", count);
    evidence.put("exception", String.valueOf(refused.get(refused.size() - 1).message()));
    if (ports != null) {
      evidence.putAll(PortEvidence.of(ports, usable, new PortForecast(ports, usable)));
    }
    String summary =
        SiteGroups.count(count, "connect")
            + " to "
            + group.destination()
            + " failed with EADDRNOTAVAIL: "
            + (ports == null
                ? "the kernel had no local port or no local address for it, or the program has bound a"
                    + " port that another connection there still has"
                : ports.used()
                    + " of "
                    + usable
                    + " local ports to it are taken, "
                    + ports.timeWait()
                    + " of them by TIME_WAIT");
    return new Finding(
        new FindingKey(FindingId.CONNECT_NO_PORT, group.destination(), group.site()),
        group.opening(),
        Severity.ERROR,
        Math.toIntExact(Math.min(Integer.MAX_VALUE, count)),
        group.destination(),
        summary,
        evidence,
        ports == null
            ? "check this host's addresses (ip address; IPv6 may be off), and bind no local port"
                + " before the connect at "
                + SiteGroups.site(group.opening())
            : PortEvidence.reuse(ports));
  }

  private static @Nullable DestinationPorts portsTo(String destination, Snapshot snapshot) {
    return snapshot.ports().destinations().stream()
        .filter(d -> d.destination().equals(destination))
        .findFirst()
        .orElse(null);
  }
}
