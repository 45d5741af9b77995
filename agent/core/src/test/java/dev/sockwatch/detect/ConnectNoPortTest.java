package dev.sockwatch.detect;

import static dev.sockwatch.detect.Verdicts.THRESHOLDS;
import static dev.sockwatch.detect.Verdicts.evidence;
import static dev.sockwatch.detect.Verdicts.single;
import static dev.sockwatch.snapshot.SampleBuilder.SITE;
import static dev.sockwatch.snapshot.SnapshotBuilder.NOW;
import static dev.sockwatch.snapshot.SnapshotBuilder.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.IncidentKind;
import dev.sockwatch.net.Role;
import dev.sockwatch.net.SocketFailure;
import dev.sockwatch.snapshot.IncidentGroup;
import dev.sockwatch.snapshot.IncidentSample;
import dev.sockwatch.stack.CallStack;
import java.net.BindException;
import java.net.ConnectException;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A connect for which the kernel had no port is an error, with what holds the ports. */
class ConnectNoPortTest {
  private static final SocketFailure NO_PORT =
      SocketFailure.of(new BindException("Cannot assign requested address"));
  private static final SocketFailure REFUSED =
      SocketFailure.of(new ConnectException("Connection refused"));

  @Test
  void portsTakenByTimeWait_areSo() {
    Finding finding =
        single(
            new ConnectNoPortDetector()
                .inspect(
                    snapshot()
                        .incidents(failed(NO_PORT, NO_PORT))
                        .ports(12, Ports.held(2, 1, 10))
                        .build(),
                    THRESHOLDS));

    assertThat(finding.id().word()).isEqualTo("connect-no-port");
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.count()).isEqualTo(2);
    assertThat(finding.summary())
        .isEqualTo(
            "2 connects to 192.0.2.7:5432 failed with EADDRNOTAVAIL: 12 of 12 local ports to it"
                + " are taken, 10 of them by TIME_WAIT");
    assertThat(finding.remedy()).startsWith("reuse connections to 192.0.2.7:5432");
    assertThat(evidence(finding))
        .startsWith("failedConnects=2", "exception=" + NO_PORT.text(), "usablePorts=12");
  }

  @Test
  void portsThatWereNotCounted_areNotBlamed() {
    Finding finding = single(inspect(failed(NO_PORT)));

    assertThat(finding.summary())
        .isEqualTo(
            "1 connect to 192.0.2.7:5432 failed with EADDRNOTAVAIL: the kernel had no local port or"
                + " no local address for it, or the program has bound a port that another connection"
                + " there still has");
  }

  @Test
  void lineThatHoldsThePorts_isBlamedForWhoeverAsksForOneMore() {
    Finding finding =
        single(
            new ConnectNoPortDetector()
                .inspect(
                    snapshot()
                        .incidents(failed(NO_PORT), failedAt(Ports.POOL, NO_PORT, NO_PORT))
                        .ports(93, Ports.poolBesideCulprit(3, 45, false))
                        .build(),
                    THRESHOLDS));

    assertThat(finding.callSite()).isEqualTo(SITE.callSite());
    assertThat(finding.count()).isEqualTo(3);
    assertThat(finding.summary()).contains("97 % of them by com.acme.Orders.fetch");
    assertThat(evidence(finding))
        .contains(
            "failedAt=1 com.acme.Orders.fetch(Orders.java:41), 2 com.acme.Pool.open(Pool.java:10)");
  }

  @Test
  void otherFailures_areSilent() {
    assertThat(inspect(failed(REFUSED))).isEmpty();
    assertThat(single(inspect(failed(REFUSED, NO_PORT, REFUSED))).count()).isEqualTo(1);
  }

  @Test
  void nothingInTheWindow_resolves() {
    assertThat(inspect(failed(NO_PORT))).hasSize(1);
    assertThat(inspect()).isEmpty();
  }

  private static List<Finding> inspect(IncidentGroup... groups) {
    return new ConnectNoPortDetector().inspect(snapshot().incidents(groups).build(), THRESHOLDS);
  }

  private static IncidentGroup failed(SocketFailure... failures) {
    return failedAt(SITE, failures);
  }

  private static IncidentGroup failedAt(CallStack line, SocketFailure... failures) {
    List<IncidentSample> incidents =
        Stream.of(failures)
            .map(
                failure ->
                    new IncidentSample(
                        1,
                        Role.CLIENT,
                        NOW,
                        0,
                        failure,
                        null,
                        null,
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        null,
                        null))
            .toList();
    return new IncidentGroup(
        IncidentKind.CONNECT_FAILED,
        "192.0.2.7:5432",
        line,
        line.callSite(),
        failures.length,
        0,
        List.of(),
        incidents,
        List.of());
  }
}
