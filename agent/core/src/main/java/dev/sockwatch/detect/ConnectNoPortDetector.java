package dev.sockwatch.detect;

import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.net.IncidentKind;
import dev.sockwatch.net.SocketFailure;
import dev.sockwatch.snapshot.ConnectOutcome;
import dev.sockwatch.snapshot.DestinationPorts;
import dev.sockwatch.snapshot.IncidentGroup;
import dev.sockwatch.snapshot.IncidentSample;
import dev.sockwatch.snapshot.PortShare;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.stack.CallStack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The kernel had no local port for a connect (EADDRNOTAVAIL). Successes in between end nothing:
 * ports come back one by one.
 */
final class ConnectNoPortDetector implements Detector {
  /** Connects of one line to one destination that got no port. */
  private record Refused(IncidentGroup group, List<IncidentSample> connects) {
    /** An estimate where more happened than was taken. */
    long count() {
      int taken = Math.max(1, group.incidents().size());
      return Math.round((double) group.count() * connects.size() / taken);
    }
  }

  @Override
  public List<Finding> inspect(Snapshot snapshot, Thresholds thresholds) {
    Map<FindingKey, List<Refused>> blamed = new LinkedHashMap<>();
    for (IncidentGroup group : snapshot.incidents()) {
      List<IncidentSample> refused =
          group.kind() == IncidentKind.CONNECT_FAILED
              ? group.incidents().stream().filter(ConnectNoPortDetector::isNoPort).toList()
              : List.of();
      if (!refused.isEmpty()) {
        CallStack holding = holding(portsTo(group.destination(), snapshot));
        String site = holding == null ? group.site() : holding.callSite();
        blamed
            .computeIfAbsent(
                new FindingKey(FindingId.CONNECT_NO_PORT, group.destination(), site),
                key -> new ArrayList<>())
            .add(new Refused(group, refused));
      }
    }
    List<Finding> findings = new ArrayList<>();
    blamed.forEach((key, refused) -> findings.add(finding(key, refused, snapshot)));
    return findings;
  }

  /** Who holds the ports is to blame, whoever asked for one more. */
  private static @Nullable CallStack holding(@Nullable DestinationPorts ports) {
    return ports == null ? null : ports.opening();
  }

  private static boolean isNoPort(IncidentSample incident) {
    return ConnectOutcome.of(incident.failure(), incident.tcp(), incident.elapsedNanos())
        == ConnectOutcome.NO_PORT;
  }

  private static Finding finding(FindingKey key, List<Refused> lines, Snapshot snapshot) {
    long count = lines.stream().mapToLong(Refused::count).sum();
    IncidentGroup group = lines.get(0).group();
    List<IncidentSample> refused = lines.get(lines.size() - 1).connects();
    DestinationPorts ports = portsTo(group.destination(), snapshot);
    CallStack holding = holding(ports);
    CallStack opening = holding == null ? group.opening() : holding;
    int usable = snapshot.ports().usable();
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("failedConnects", count);
    SocketFailure failure = refused.get(refused.size() - 1).failure();
    if (failure != null) {
      evidence.put("exception", failure.text());
    }
    if (lines.stream().anyMatch(line -> !line.group().site().equals(key.site()))) {
      evidence.put(
          "failedAt",
          lines.stream()
              .map(line -> line.count() + " " + line.group().site())
              .collect(Collectors.joining(", ")));
    }
    if (ports != null) {
      PortEvidence.putShares(evidence, ports.holders(), PortShare::used);
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
                    + " of them by TIME_WAIT"
                    + PortEvidence.shares(ports.holders(), PortShare::used));
    return new Finding(
        key,
        opening,
        Severity.ERROR,
        Math.toIntExact(Math.min(Integer.MAX_VALUE, count)),
        group.destination(),
        summary,
        evidence,
        ports == null
            ? "check this host's addresses (ip address; IPv6 may be off), and bind no local port"
                + " before the connect at "
                + SiteGroups.site(opening)
            : PortEvidence.reuse(ports, opening));
  }

  private static @Nullable DestinationPorts portsTo(String destination, Snapshot snapshot) {
    return snapshot.ports().destinations().stream()
        .filter(d -> d.destination().equals(destination))
        .findFirst()
        .orElse(null);
  }
}
