package dev.sockwatch.detect;

import static dev.sockwatch.detect.Verdicts.THRESHOLDS;
import static dev.sockwatch.detect.Verdicts.evidence;
import static dev.sockwatch.detect.Verdicts.single;
import static dev.sockwatch.snapshot.SnapshotBuilder.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.snapshot.DestinationPorts;
import dev.sockwatch.snapshot.PortShare;
import dev.sockwatch.snapshot.SampleBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Connections closed by this side that hold half the ports to a destination are told. */
class TimeWaitPressureTest {
  @Test
  void halfOfThePortsInTimeWait_isAWarning() {
    Finding finding = single(inspect(1000, Ports.held(20, 20, 25)));

    assertThat(finding.id().word()).isEqualTo("time-wait-pressure");
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.count()).isEqualTo(500);
    assertThat(finding.destination()).isEqualTo("192.0.2.7:5432");
    assertThat(finding.summary())
        .isEqualTo(
            "500 closed connections in TIME_WAIT, each for 60 s, hold 50 % of the 1000 local ports"
                + " to 192.0.2.7:5432: this side closes first; none is left in 24.0 s at 20.0"
                + " connections per second");
    assertThat(finding.remedy())
        .startsWith(
            "reuse connections to 192.0.2.7:5432 (a pool, or one shared client), opened at"
                + " com.acme.Orders.fetch(Orders.java:41); only if that cannot be,"
                + " net.ipv4.tcp_tw_reuse=1")
        .doesNotContain("tcp_tw_recycle");
    assertThat(evidence(finding))
        .containsExactly(
            "usablePorts=1000",
            "usedPorts=520",
            "timeWait=500",
            "timeWaitGivenBack=0",
            "heldSeconds=60",
            "closesFirst=this side",
            "closedPerSecond=20.0",
            "secondsUntilNoPort=24");
  }

  @Test
  void lessThanHalf_isSilent() {
    assertThat(inspect(1001, Ports.held(900, 20, 25))).isEmpty();
  }

  @Test
  void churnThatTheKernelReuses_isSilent() {
    assertThat(inspect(1000, Ports.reused(0, 499, 501))).isEmpty();
  }

  @Test
  void portsNotLookedAt_areSilent() {
    assertThat(new TimeWaitPressureDetector().inspect(snapshot().build(), THRESHOLDS)).isEmpty();
  }

  @Test
  void lineThatHasClosedThem_isBlamedBesideALargerPool() {
    Finding finding = single(inspect(100, Ports.poolBesideCulprit(60, 25, false)));

    assertThat(finding.callSite()).isEqualTo("com.acme.Orders.fetch(Orders.java:41)");
    assertThat(finding.key().site()).isEqualTo("com.acme.Orders.fetch(Orders.java:41)");
    assertThat(finding.summary()).as("one line only").doesNotContain("% of them by");
  }

  @Test
  void linesThatShareTheDestination_areRanked() {
    DestinationPorts ports = Ports.held(0, 2, 25);
    DestinationPorts shared =
        new DestinationPorts(
            ports.destination(),
            List.of(
                new PortShare(SampleBuilder.SITE, 0, 40, true),
                new PortShare(null, 0, 8, false),
                new PortShare(Ports.POOL, 0, 2, true)),
            0,
            ports.closedSecondsAgo(),
            0,
            60);
    Finding finding = single(inspect(100, shared));

    assertThat(finding.callSite()).isEqualTo("com.acme.Orders.fetch(Orders.java:41)");
    assertThat(finding.summary())
        .contains(
            "this side closes first; 80 % of them by com.acme.Orders.fetch(Orders.java:41), 16 %"
                + " of them by code that no hook saw, 4 % of them by com.acme.Pool.open(Pool.java:10)");
    assertThat(evidence(finding))
        .contains(
            "heldByAbout=40 com.acme.Orders.fetch(Orders.java:41), 8 code that no hook saw, 2"
                + " com.acme.Pool.open(Pool.java:10)");
  }

  @Test
  void pool_resolves() {
    assertThat(inspect(1000, Ports.held(0, 20, 30))).hasSize(1);
    assertThat(inspect(1000, Ports.held(30, 0, 30))).isEmpty();
  }

  private static List<Finding> inspect(int usable, DestinationPorts ports) {
    return new TimeWaitPressureDetector()
        .inspect(snapshot().ports(usable, ports).build(), THRESHOLDS);
  }
}
