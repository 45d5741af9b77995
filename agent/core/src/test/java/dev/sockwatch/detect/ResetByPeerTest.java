package dev.sockwatch.detect;

import static dev.sockwatch.detect.Verdicts.THRESHOLDS;
import static dev.sockwatch.detect.Verdicts.evidence;
import static dev.sockwatch.detect.Verdicts.single;
import static dev.sockwatch.snapshot.IncidentSampleBuilder.incident;
import static dev.sockwatch.snapshot.SnapshotBuilder.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.IncidentKind;
import dev.sockwatch.net.Role;
import dev.sockwatch.net.TcpInfoField;
import dev.sockwatch.snapshot.IncidentGroup;
import dev.sockwatch.snapshot.IncidentSampleBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResetByPeerTest {
  /** Open for a minute, sent 5 ms ago, received 30 s ago. */
  private static IncidentSampleBuilder reset() {
    return incident()
        .elapsedMillis(60_000)
        .tcp(TcpInfoField.DATA_SEGS_OUT, 4)
        .tcp(TcpInfoField.LAST_DATA_SENT, 5)
        .tcp(TcpInfoField.LAST_DATA_RECV, 30_000);
  }

  private static List<Finding> inspect(IncidentGroup... groups) {
    return new ResetByPeerDetector().inspect(snapshot().incidents(groups).build(), THRESHOLDS);
  }

  @Test
  void requestOnAStaleConnection_blamesThePoolsIdleTime() {
    Finding finding = single(inspect(reset().times(3, IncidentKind.READ_RESET)));

    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(evidence(finding))
        .contains("resets=3", "awaitingResponse=3", "medianSinceLastDataReceivedMillis=30000");
    assertThat(finding.remedy()).contains("keep idle connections in the pool for less time");
  }

  @Test
  void freshConnection_blamesThePeer() {
    assertThat(
            single(inspect(reset().elapsedMillis(20).times(3, IncidentKind.READ_RESET))).remedy())
        .startsWith("the peer accepts and then refuses");
  }

  @Test
  void idleConnection_isToldAsIdle() {
    Finding finding =
        single(
            inspect(
                reset()
                    .tcp(TcpInfoField.LAST_DATA_SENT, 40_000)
                    .times(3, IncidentKind.READ_RESET)));

    assertThat(evidence(finding)).contains("idle=3");
    assertThat(finding.remedy()).contains("SO_KEEPALIVE");
  }

  @Test
  void readsAndWritesOfOnePlace_areOneFinding() {
    Finding finding =
        single(
            inspect(
                reset().times(1, IncidentKind.READ_RESET),
                reset().times(2, IncidentKind.WRITE_RESET)));

    assertThat(evidence(finding)).contains("resets=3", "awaitingResponse=1", "writing=2");
  }

  @Test
  void oneResetLess_isNothing() {
    assertThat(inspect(reset().times(2, IncidentKind.READ_RESET))).isEmpty();
  }

  @Test
  void clientsThatGoAway_areAdvice() {
    assertThat(
            single(inspect(reset().role(Role.SERVER).times(3, IncidentKind.WRITE_RESET)))
                .severity())
        .isEqualTo(Severity.ADVICE);
  }

  @Test
  void phaseThatTheKernelDoesNotTell_isNotGuessed() {
    Finding finding =
        single(inspect(incident().elapsedMillis(60_000).times(3, IncidentKind.READ_RESET)));

    assertThat(finding.summary()).isEqualTo("3 connections reset by the peer");
    assertThat(evidence(finding)).containsExactly("resets=3", "medianLifeMillis=60000");
  }
}
