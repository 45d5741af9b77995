package dev.sockwatch.detect;

import static dev.sockwatch.detect.Verdicts.THRESHOLDS;
import static dev.sockwatch.detect.Verdicts.evidence;
import static dev.sockwatch.detect.Verdicts.single;
import static dev.sockwatch.snapshot.SnapshotBuilder.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.snapshot.DestinationPorts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Before the last local port to a destination is taken, this is told. */
class EphemeralPortsLowTest {
  @Test
  void portsHeldByOpenConnections_areAWarning() {
    Finding finding = single(inspect(100, Ports.held(80, 0, 0)));

    assertThat(finding.id().word()).isEqualTo("ephemeral-ports-low");
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.count()).isEqualTo(80);
    assertThat(finding.summary())
        .isEqualTo(
            "80 of 100 local ports to 192.0.2.7:5432 are taken, 80 by open sockets and 0 by"
                + " TIME_WAIT");
    assertThat(finding.remedy())
        .startsWith("open fewer connections at com.acme.Orders.fetch(Orders.java:41)");
    assertThat(evidence(finding))
        .containsExactly(
            "usablePorts=100",
            "usedPorts=80",
            "timeWait=0",
            "timeWaitGivenBack=0",
            "heldSeconds=60");
  }

  @Test
  void portsHeldByTimeWait_areForecast() {
    Finding finding = single(inspect(100, Ports.held(10, 2, 36)));

    assertThat(finding.summary())
        .isEqualTo(
            "82 of 100 local ports to 192.0.2.7:5432 are taken, 10 by open sockets and 72 by"
                + " TIME_WAIT; none is left in 9.0 s at 2.0 connections per second");
    assertThat(finding.remedy()).startsWith("reuse connections to 192.0.2.7:5432");
  }

  @Test
  void lessThan80Percent_isSilent() {
    assertThat(inspect(100, Ports.held(79, 0, 0))).isEmpty();
    assertThat(inspect(100, Ports.reused(79, 0, 21))).isEmpty();
  }

  @Test
  void from95Percent_isAnError() {
    assertThat(single(inspect(100, Ports.held(94, 0, 0))).severity()).isEqualTo(Severity.WARNING);
    Finding none = single(inspect(100, Ports.held(100, 0, 0)));
    assertThat(none.severity()).isEqualTo(Severity.ERROR);
    assertThat(none.summary())
        .endsWith("; none is left, so connect fails with \"Cannot assign requested address\"");
  }

  @Test
  void lineThatHoldsMost_isBlamed() {
    Finding culprit = single(inspect(100, Ports.poolBesideCulprit(3, 45, false)));
    assertThat(culprit.callSite()).isEqualTo("com.acme.Orders.fetch(Orders.java:41)");
    assertThat(culprit.summary())
        .contains(
            "; 97 % of them by com.acme.Orders.fetch(Orders.java:41), 3 % of them by"
                + " com.acme.Pool.open(Pool.java:10)");
    assertThat(evidence(culprit))
        .contains(
            "heldBy=90 com.acme.Orders.fetch(Orders.java:41), 3 com.acme.Pool.open(Pool.java:10)");

    assertThat(single(inspect(100, Ports.poolBesideCulprit(80, 3, true))).callSite())
        .isEqualTo("com.acme.Pool.open(Pool.java:10)");
  }

  @Test
  void portsGivenBack_resolve() {
    assertThat(inspect(100, Ports.held(0, 2, 45))).hasSize(1);
    assertThat(inspect(100, Ports.held(0, 2, 20))).isEmpty();
  }

  private static List<Finding> inspect(int usable, DestinationPorts ports) {
    return new EphemeralPortsLowDetector()
        .inspect(snapshot().ports(usable, ports).build(), THRESHOLDS);
  }
}
