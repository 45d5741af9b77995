package dev.sockwatch.detect;

import static dev.sockwatch.detect.Verdicts.THRESHOLDS;
import static dev.sockwatch.detect.Verdicts.evidence;
import static dev.sockwatch.detect.Verdicts.single;
import static dev.sockwatch.snapshot.IncidentSampleBuilder.episode;
import static dev.sockwatch.snapshot.SampleBuilder.sample;
import static dev.sockwatch.snapshot.SnapshotBuilder.snapshot;
import static dev.sockwatch.snapshot.SnapshotBuilder.snapshotOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.IncidentKind;
import dev.sockwatch.net.TcpInfoField;
import dev.sockwatch.snapshot.SampleBuilder;
import dev.sockwatch.snapshot.Snapshot;
import org.junit.jupiter.api.Test;

class NodelayMissingTest {
  private final NodelayMissingDetector detector = new NodelayMissingDetector();

  @Test
  void messagesInSeveralWrites_areAdvice() {
    Finding finding =
        single(
            detector.inspect(
                snapshotOf(sample().splitMessages(20, SampleBuilder.OTHER_SITE).build()),
                THRESHOLDS));

    assertThat(finding.severity()).isEqualTo(Severity.ADVICE);
    assertThat(evidence(finding)).contains("messagesInSeveralWrites=20", "tcpNoDelay=0");
    assertThat(finding.remedy()).contains(SampleBuilder.OTHER_SITE.callSite());
  }

  @Test
  void oneMessageLess_isNothing() {
    assertThat(
            detector.inspect(
                snapshotOf(sample().splitMessages(19, null).build(), sample().build()), THRESHOLDS))
        .isEmpty();
  }

  @Test
  void whereWritesAreHeldBack_thatIsTheFinding() {
    Snapshot stalling =
        snapshot()
            .sockets(sample().splitMessages(20, null).build())
            .episodes(
                episode()
                    .elapsedMillis(44)
                    .noDelay(false)
                    .tcp(TcpInfoField.LAST_DATA_SENT, 2)
                    .times(5, IncidentKind.ANSWERED_LATE))
            .build();

    assertThat(detector.inspect(stalling, THRESHOLDS)).isEmpty();
    assertThat(new NagleStallDetector().inspect(stalling, THRESHOLDS)).hasSize(1);
  }
}
