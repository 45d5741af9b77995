package dev.sockwatch.detect;

import static dev.sockwatch.detect.Verdicts.THRESHOLDS;
import static dev.sockwatch.detect.Verdicts.evidence;
import static dev.sockwatch.detect.Verdicts.single;
import static dev.sockwatch.snapshot.IncidentSampleBuilder.incident;
import static dev.sockwatch.snapshot.SampleBuilder.sample;
import static dev.sockwatch.snapshot.SnapshotBuilder.snapshot;
import static dev.sockwatch.snapshot.SnapshotBuilder.snapshotOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.IncidentKind;
import dev.sockwatch.net.Role;
import dev.sockwatch.net.TcpInfoField;
import dev.sockwatch.snapshot.SampleBuilder;
import dev.sockwatch.snapshot.Snapshot;
import java.util.List;
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
  void smallRequestsAndAnswers_areAdviceThoughEachLeavesInOneWrite() {
    Finding finding = single(inspect(sample().noDelayOff().data(20, 20, 2_000, 2_000)));

    assertThat(finding.severity()).isEqualTo(Severity.ADVICE);
    assertThat(finding.summary())
        .isEqualTo(
            "1 connection for small requests and answers with TCP_NODELAY off: no stall was seen,"
                + " each request leaves in one write; one in two writes would wait 40 ms wherever"
                + " the peer delays its acknowledgement");
    assertThat(evidence(finding)).contains("exchanges=20", "tcpNoDelay=0");
    assertThat(inspect(sample().noDelayOff().data(19, 19, 2_000, 2_000))).isEmpty();
    assertThat(inspect(sample().data(20, 20, 2_000, 2_000))).as("TCP_NODELAY is on").isEmpty();
  }

  @Test
  void connectionsOfOneLine_areOneFinding() {
    assertThat(
            single(
                    detector.inspect(
                        snapshotOf(sample().noDelayOff().data(20, 20, 2_000, 2_000).times(9)),
                        THRESHOLDS))
                .count())
        .isEqualTo(9);
  }

  @Test
  void transfersAndStreams_areNothing() {
    assertThat(inspect(sample().noDelayOff().data(9_000, 20, 9_000_000, 2_000)))
        .as("download")
        .isEmpty();
    assertThat(inspect(sample().noDelayOff().data(20, 900, 2_000, 900_000))).as("upload").isEmpty();
    assertThat(inspect(sample().noDelayOff().data(0, 900, 0, 90_000))).as("one way").isEmpty();
    assertThat(inspect(sample().noDelayOff().unixDomain())).as("Unix domain").isEmpty();
    assertThat(inspect(sample().role(Role.SERVER).noDelayOff().data(20, 20, 2_000, 2_000)))
        .as("the server's end")
        .isEmpty();
  }

  private List<Finding> inspect(SampleBuilder socket) {
    return detector.inspect(snapshotOf(socket.build()), THRESHOLDS);
  }

  @Test
  void whereWritesAreHeldBack_thatIsTheFinding() {
    Snapshot stalling =
        snapshot()
            .sockets(sample().splitMessages(20, null).build())
            .incidents(
                incident()
                    .elapsedMillis(44)
                    .noDelay(false)
                    .tcp(TcpInfoField.LAST_DATA_SENT, 2)
                    .times(5, IncidentKind.ANSWERED_LATE))
            .build();

    assertThat(detector.inspect(stalling, THRESHOLDS)).isEmpty();
    assertThat(new NagleStallDetector().inspect(stalling, THRESHOLDS)).hasSize(1);
  }
}
