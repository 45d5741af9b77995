package dev.sockwatch.detect;

import static dev.sockwatch.detect.Verdicts.THRESHOLDS;
import static dev.sockwatch.detect.Verdicts.evidence;
import static dev.sockwatch.detect.Verdicts.single;
import static dev.sockwatch.snapshot.IncidentSampleBuilder.episode;
import static dev.sockwatch.snapshot.SnapshotBuilder.NOW;
import static dev.sockwatch.snapshot.SnapshotBuilder.seconds;
import static dev.sockwatch.snapshot.SnapshotBuilder.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.IncidentKind;
import dev.sockwatch.net.Role;
import dev.sockwatch.net.TcpInfoField;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.snapshot.IncidentGroup;
import dev.sockwatch.snapshot.IncidentSampleBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionPerRequestTest {
  private static final int ENOUGH = 100;

  private static IncidentSampleBuilder closed() {
    return episode()
        .state(TcpState.ESTABLISHED)
        .elapsedMillis(12)
        .tcp(TcpInfoField.DATA_SEGS_OUT, 1)
        .tcp(TcpInfoField.DATA_SEGS_IN, 3)
        .tcp(TcpInfoField.MIN_RTT, 900);
  }

  private static List<Finding> inspect(IncidentGroup group) {
    return new ConnectionPerRequestDetector()
        .inspect(snapshot().episodes(group).build(), THRESHOLDS);
  }

  @Test
  void oneExchangeEach_isAWarning() {
    Finding finding = single(inspect(closed().times(ENOUGH, IncidentKind.CLOSED)));

    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.count()).isEqualTo(ENOUGH);
    assertThat(evidence(finding))
        .contains("connectionsPerSecond=1.7", "minRttMicros=900", "handshakeMicrosPerSecond=1530")
        .contains("closedFirstByPeerPercent=0");
    assertThat(finding.summary()).contains("TIME_WAIT").contains("1.7 a second");
    assertThat(finding.remedy()).startsWith("reuse connections");
  }

  @Test
  void tracesInWhichItHappened_areNamed() {
    IncidentGroup group = closed().traceId("0af7651916cd43dd").times(ENOUGH, IncidentKind.CLOSED);

    assertThat(evidence(single(inspect(group)))).contains("latestTraces=0af7651916cd43dd");
    assertThat(evidence(single(inspect(closed().times(ENOUGH, IncidentKind.CLOSED)))))
        .noneMatch(e -> e.startsWith("latestTraces"));
  }

  @Test
  void peerThatClosesFirst_mustKeepThemAliveFirst() {
    Finding finding =
        single(inspect(closed().state(TcpState.CLOSE_WAIT).times(ENOUGH, IncidentKind.CLOSED)));

    assertThat(evidence(finding)).contains("closedFirstByPeerPercent=100");
    assertThat(finding.summary()).endsWith("the peer closes first");
    assertThat(finding.remedy()).startsWith("let the peer keep connections alive");
  }

  @Test
  void oneConnectionLess_isNothing() {
    assertThat(inspect(closed().times(ENOUGH - 1, IncidentKind.CLOSED))).isEmpty();
  }

  @Test
  void severalExchangesEach_areNothing() {
    assertThat(
            inspect(
                closed()
                    .tcp(TcpInfoField.DATA_SEGS_OUT, 5)
                    .tcp(TcpInfoField.DATA_SEGS_IN, 5)
                    .times(ENOUGH, IncidentKind.CLOSED)))
        .isEmpty();
  }

  @Test
  void longLivedStreams_areNothing() {
    assertThat(inspect(closed().elapsedMillis(5_001).times(ENOUGH, IncidentKind.CLOSED))).isEmpty();
  }

  @Test
  void batchThatIsOver_isNothing() {
    IncidentGroup batch = closed().times(ENOUGH, IncidentKind.CLOSED);

    assertThat(
            inspect(
                IncidentSampleBuilder.group(
                    IncidentKind.CLOSED,
                    List.of(NOW - seconds(50), NOW - seconds(30)),
                    batch.episodes())))
        .isEmpty();
  }

  @Test
  void batchThatHasNotGoneOnForAWholeWindow_isNothing() {
    IncidentGroup batch = closed().times(ENOUGH, IncidentKind.CLOSED);

    assertThat(
            inspect(
                IncidentSampleBuilder.group(
                    IncidentKind.CLOSED,
                    NOW - seconds(59),
                    batch.roundsAtNanos(),
                    batch.episodes())))
        .isEmpty();
  }

  @Test
  void acceptedConnections_areTheirClientsBusiness() {
    assertThat(inspect(closed().role(Role.SERVER).times(ENOUGH, IncidentKind.CLOSED))).isEmpty();
  }

  @Test
  void healthChecksWithoutData_areNothing() {
    assertThat(
            inspect(
                closed()
                    .tcp(TcpInfoField.DATA_SEGS_OUT, 0)
                    .tcp(TcpInfoField.DATA_SEGS_IN, 0)
                    .times(ENOUGH, IncidentKind.CLOSED)))
        .isEmpty();
  }
}
