package dev.sockwatch.detect;

import static dev.sockwatch.detect.Verdicts.THRESHOLDS;
import static dev.sockwatch.detect.Verdicts.evidence;
import static dev.sockwatch.detect.Verdicts.single;
import static dev.sockwatch.snapshot.SampleBuilder.SITE;
import static dev.sockwatch.snapshot.SampleBuilder.unconnected;
import static dev.sockwatch.snapshot.SnapshotBuilder.seconds;
import static dev.sockwatch.snapshot.SnapshotBuilder.snapshotOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.Role;
import dev.sockwatch.net.SocketKind;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.snapshot.SampleBuilder;
import dev.sockwatch.snapshot.SocketSample;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A socket that was created for nothing is told, and one that is on its way is not. */
class NeverConnectedTest {
  private static final long WINDOW = THRESHOLDS.nanos(Threshold.NEVER_CONNECTED_AFTER);

  @Test
  void failedConnectWithoutClose_namesTheFailure() {
    Finding finding =
        single(
            inspect(
                unused()
                    .to("db.acme.example:5432")
                    .connectThrew(new UnknownHostException("db.acme.example"))
                    .build()));

    assertThat(finding.id().word()).isEqualTo("never-connected");
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.count()).isEqualTo(1);
    assertThat(finding.destination()).isEqualTo("db.acme.example:5432");
    assertThat(finding.opening()).isEqualTo(SITE);
    assertThat(finding.summary())
        .isEqualTo(
            "1 socket created up to 40.0 s ago, never connected and not closed: connect threw"
                + " java.net.UnknownHostException: db.acme.example");
    assertThat(finding.remedy())
        .isEqualTo("close the socket where connect's exception is caught: connect does not, here");
    assertThat(evidence(finding))
        .containsExactly(
            "sockets=1",
            "tcpState=CLOSE",
            "oldestMillis=40000",
            "connectFailure=java.net.UnknownHostException: db.acme.example");
  }

  @Test
  void socketNeverAskedToConnect_isTold() {
    Finding finding = single(inspect(unused().build(), unused().openedFor(WINDOW).build()));

    assertThat(finding.summary())
        .isEqualTo("2 sockets created up to 40.0 s ago, never connected and not closed");
    assertThat(finding.remedy())
        .isEqualTo("close the socket when it is not used, or create it only to connect it");
    assertThat(evidence(finding))
        .containsExactly("sockets=2", "tcpState=CLOSE", "oldestMillis=40000");
  }

  @Test
  void unixDomainSocket_isToldWithoutATcpState() {
    assertThat(evidence(single(inspect(unused().unixDomain().build())))).contains("tcpState=none");
  }

  @Test
  void clientWhoseConnectFailed_isTold() {
    assertThat(inspect(unused().role(Role.CLIENT).build())).hasSize(1);
  }

  @Test
  void window_hasToBeOver() {
    assertThat(inspect(unused().openedFor(WINDOW - 1).build())).isEmpty();
    assertThat(inspect(unused().openedFor(WINDOW).build())).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CLOSE")
  void otherState_isSilent(TcpState state) {
    assertThat(inspect(unused().state(state).build())).isEmpty();
  }

  @Test
  void stateUnknown_isSilent() {
    assertThat(inspect(unused().stateUnknown().build())).isEmpty();
  }

  @Test
  void connectedOnce_isSilent() {
    assertThat(inspect(unused().connected().build())).isEmpty();
  }

  @Test
  void boundSocket_isSilent() {
    Endpoint local = new Endpoint(0, 0x7f000001L, 4711, true);

    assertThat(inspect(unused().boundTo(local).build())).isEmpty();
  }

  @Test
  void closingSocket_isSilent() {
    assertThat(inspect(unused().closedFor(0).build())).isEmpty();
  }

  @Test
  void abandonedSocket_isLeftToItsOwnFinding() {
    assertThat(inspect(unused().ownerCollected().build())).isEmpty();
  }

  @Test
  void socketThatNoHookSaw_isSilent() {
    assertThat(inspect(unused().kind(SocketKind.UNWOVEN).build())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"SERVER", "LISTENER", "DATAGRAM"})
  void otherRole_isSilent(Role role) {
    assertThat(inspect(unused().role(role).build())).isEmpty();
  }

  @Test
  void closedSocket_resolves() {
    assertThat(inspect()).isEmpty();
  }

  private static SampleBuilder unused() {
    return unconnected().openedFor(seconds(40));
  }

  private static List<Finding> inspect(SocketSample... open) {
    return new NeverConnectedDetector().inspect(snapshotOf(open), THRESHOLDS);
  }
}
