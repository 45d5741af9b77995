package dev.sockwatch.detect;

import static dev.sockwatch.detect.Verdicts.THRESHOLDS;
import static dev.sockwatch.detect.Verdicts.evidence;
import static dev.sockwatch.detect.Verdicts.single;
import static dev.sockwatch.snapshot.IncidentSampleBuilder.incident;
import static dev.sockwatch.snapshot.SnapshotBuilder.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.IncidentKind;
import dev.sockwatch.net.TcpInfoField;
import dev.sockwatch.snapshot.IncidentGroup;
import dev.sockwatch.snapshot.IncidentSampleBuilder;
import dev.sockwatch.snapshot.SampleBuilder;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NagleStallTest {
  private static final int ENOUGH = 5;

  /** Written 44 ms ago, sent 2 ms ago. */
  private static IncidentSampleBuilder held() {
    return incident()
        .elapsedMillis(44)
        .noDelay(false)
        .tcp(TcpInfoField.LAST_DATA_SENT, 2)
        .tcp(TcpInfoField.MIN_RTT, 80);
  }

  private static List<Finding> inspect(IncidentGroup group) {
    return new NagleStallDetector().inspect(snapshot().incidents(group).build(), THRESHOLDS);
  }

  @Test
  void writesHeldBack_areAWarningWithTheirLine() {
    Finding finding =
        single(
            inspect(
                held().writer(SampleBuilder.OTHER_SITE).times(ENOUGH, IncidentKind.ANSWERED_LATE)));

    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(evidence(finding))
        .contains("heldWrites=5", "medianHoldMillis=42", "tcpNoDelay=0", "minRttMicros=80")
        .contains("writtenAgainAt=" + SampleBuilder.OTHER_SITE.callSite());
    assertThat(finding.remedy()).contains("setTcpNoDelay(true)").contains("saves 42 ms");
  }

  @Test
  void oneStallLess_isNothing() {
    assertThat(inspect(held().times(ENOUGH - 1, IncidentKind.ANSWERED_LATE))).isEmpty();
  }

  @Test
  void slowPeer_isNothing() {
    assertThat(
            inspect(
                held()
                    .tcp(TcpInfoField.LAST_DATA_SENT, 44)
                    .times(ENOUGH, IncidentKind.ANSWERED_LATE)))
        .isEmpty();
  }

  @Test
  void noDelayOn_isNothing() {
    assertThat(inspect(held().noDelay(true).times(ENOUGH, IncidentKind.ANSWERED_LATE))).isEmpty();
  }

  @Test
  void holdOf19Millis_isNothing() {
    assertThat(
            inspect(
                held()
                    .tcp(TcpInfoField.LAST_DATA_SENT, 25)
                    .times(ENOUGH, IncidentKind.ANSWERED_LATE)))
        .isEmpty();
  }

  @Test
  void longerThanAnyDelayedAcknowledgement_isNothing() {
    assertThat(inspect(held().elapsedMillis(300).times(ENOUGH, IncidentKind.ANSWERED_LATE)))
        .isEmpty();
  }

  @Test
  void retransmissionMeanwhile_isWhyAndNotNagle() {
    IncidentGroup lost =
        IncidentSampleBuilder.group(
            IncidentKind.ANSWERED_LATE,
            List.of(),
            IntStream.rangeClosed(1, 20)
                .mapToObj(i -> held().tcp(TcpInfoField.TOTAL_RETRANS, i).build())
                .toList());

    assertThat(inspect(lost)).isEmpty();
  }

  @Test
  void kernelThatTellsTheStateOnly_isNothing() {
    assertThat(
            inspect(
                incident()
                    .elapsedMillis(44)
                    .noDelay(false)
                    .times(ENOUGH, IncidentKind.ANSWERED_LATE)))
        .isEmpty();
  }
}
