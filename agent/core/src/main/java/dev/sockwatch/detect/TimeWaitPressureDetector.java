package dev.sockwatch.detect;

import dev.sockwatch.snapshot.DestinationPorts;
import dev.sockwatch.snapshot.PortShare;
import dev.sockwatch.snapshot.PortUse;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.stack.CallStack;
import java.util.List;
import java.util.Map;

/**
 * Closed connections in TIME_WAIT hold half of the local ports to one destination: this side closes
 * first and opens a new connection each time. Ports that the kernel gives back for the next connect
 * (tcp_tw_reuse, on loopback by default) do not count.
 */
final class TimeWaitPressureDetector implements Detector {
  private static final int PERCENT = 50;

  @Override
  public List<Finding> inspect(Snapshot snapshot, Thresholds thresholds) {
    PortUse use = snapshot.ports();
    return use.destinations().stream()
        .filter(d -> d.timeWait() > 0 && (long) d.timeWait() * 100 >= (long) use.usable() * PERCENT)
        .map(d -> finding(d, use.usable()))
        .toList();
  }

  private static Finding finding(DestinationPorts ports, int usable) {
    PortForecast forecast = new PortForecast(ports, usable);
    CallStack closing = PortEvidence.closing(ports);
    Map<String, Object> evidence = PortEvidence.of(ports, usable, forecast);
    PortEvidence.putShares(evidence, ports.closers(), PortShare::timeWait);
    return new Finding(
        PortEvidence.key(FindingId.TIME_WAIT_PRESSURE, ports, closing),
        closing,
        Severity.WARNING,
        ports.timeWait(),
        ports.destination(),
        SiteGroups.count(ports.timeWait(), "closed connection")
            + " in TIME_WAIT, each for "
            + ports.heldSeconds()
            + " s, hold "
            + (long) ports.timeWait() * 100 / usable
            + " % of the "
            + usable
            + " local ports to "
            + ports.destination()
            + ": this side closes first"
            + PortEvidence.shares(ports.closers(), PortShare::timeWait)
            + PortEvidence.outlook(forecast),
        evidence,
        PortEvidence.reuse(ports, closing));
  }
}
