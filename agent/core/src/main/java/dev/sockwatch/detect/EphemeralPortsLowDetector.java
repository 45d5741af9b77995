package dev.sockwatch.detect;

import dev.sockwatch.snapshot.DestinationPorts;
import dev.sockwatch.snapshot.PortShare;
import dev.sockwatch.snapshot.PortUse;
import dev.sockwatch.snapshot.Snapshot;
import java.util.List;
import java.util.Map;

/**
 * Few local ports are left for connections to one destination (ip_local_port_range), whether open
 * connections hold them or TIME_WAIT does.
 */
final class EphemeralPortsLowDetector implements Detector {
  private static final int ERROR_PERCENT = 95;

  @Override
  public List<Finding> inspect(Snapshot snapshot, Thresholds thresholds) {
    PortUse use = snapshot.ports();
    return use.destinations().stream()
        .filter(d -> percent(d, use.usable()) >= thresholds.percent(Threshold.PORTS_PERCENT))
        .map(d -> finding(d, use.usable()))
        .toList();
  }

  private static long percent(DestinationPorts ports, int usable) {
    return (long) ports.used() * 100 / Math.max(1, usable);
  }

  private static Finding finding(DestinationPorts ports, int usable) {
    PortForecast forecast = new PortForecast(ports, usable);
    Map<String, Object> evidence = PortEvidence.of(ports, usable, forecast);
    PortEvidence.putShares(evidence, ports.holders(), PortShare::used);
    boolean mostlyOpen = ports.open() >= ports.timeWait();
    return new Finding(
        PortEvidence.key(FindingId.EPHEMERAL_PORTS_LOW, ports, ports.opening()),
        ports.opening(),
        percent(ports, usable) >= ERROR_PERCENT ? Severity.ERROR : Severity.WARNING,
        ports.used(),
        ports.destination(),
        ports.used()
            + " of "
            + usable
            + " local ports to "
            + ports.destination()
            + " are taken, "
            + ports.open()
            + " by open sockets and "
            + ports.timeWait()
            + " by TIME_WAIT"
            + PortEvidence.shares(ports.holders(), PortShare::used)
            + PortEvidence.outlook(forecast),
        evidence,
        mostlyOpen
            ? "open fewer connections at "
                + SiteGroups.site(ports.opening())
                + " (a bounded pool) and close those not needed; more ports:"
                + " net.ipv4.ip_local_port_range, or several addresses on either side"
            : PortEvidence.reuse(ports, ports.opening()));
  }
}
