package dev.sockwatch.detect;

import static dev.sockwatch.detect.Verdicts.THRESHOLDS;
import static dev.sockwatch.detect.Verdicts.evidence;
import static dev.sockwatch.detect.Verdicts.single;
import static dev.sockwatch.snapshot.IncidentSampleBuilder.incident;
import static dev.sockwatch.snapshot.SnapshotBuilder.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.IncidentKind;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.snapshot.IncidentGroup;
import dev.sockwatch.snapshot.IncidentSampleBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResetByUsTest {
  private static IncidentSampleBuilder closed(long unreadBytes) {
    return incident().state(TcpState.ESTABLISHED).unreadBytes(unreadBytes).lingerSeconds(-1);
  }

  private static List<Finding> inspect(IncidentGroup group) {
    return new ResetByUsDetector().inspect(snapshot().incidents(group).build(), THRESHOLDS);
  }

  @Test
  void unreadBytes_areAWarningThatSaysHowMany() {
    Finding finding = single(inspect(closed(1_500).times(3, IncidentKind.CLOSED)));

    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(evidence(finding))
        .contains("resets=3", "unreadBytes=4500", "medianUnreadBytes=1500");
  }

  @Test
  void oneCloseLess_isNothing() {
    assertThat(inspect(closed(1_500).times(2, IncidentKind.CLOSED))).isEmpty();
  }

  @Test
  void farewellOfTheProtocol_isAdvice() {
    assertThat(single(inspect(closed(64).times(3, IncidentKind.CLOSED))).severity())
        .isEqualTo(Severity.ADVICE);
    assertThat(single(inspect(closed(65).times(3, IncidentKind.CLOSED))).severity())
        .isEqualTo(Severity.WARNING);
  }

  @Test
  void everythingRead_isNothing() {
    assertThat(inspect(closed(0).times(30, IncidentKind.CLOSED))).isEmpty();
  }

  @Test
  void peerThatHasClosedBefore_isNotHurt() {
    assertThat(inspect(closed(1_500).state(TcpState.CLOSE_WAIT).times(30, IncidentKind.CLOSED)))
        .isEmpty();
  }

  @Test
  void lingerZero_isAdvice() {
    Finding finding = single(inspect(closed(0).lingerSeconds(0).times(3, IncidentKind.CLOSED)));

    assertThat(finding.severity()).isEqualTo(Severity.ADVICE);
    assertThat(evidence(finding)).containsExactly("resets=3", "soLingerSeconds=0");
  }

  @Test
  void lingerZeroTwice_isNothing() {
    assertThat(inspect(closed(0).lingerSeconds(0).times(2, IncidentKind.CLOSED))).isEmpty();
  }
}
