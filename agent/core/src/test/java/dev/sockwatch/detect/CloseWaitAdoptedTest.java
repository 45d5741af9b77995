package dev.sockwatch.detect;

import static dev.sockwatch.detect.Verdicts.THRESHOLDS;
import static dev.sockwatch.detect.Verdicts.evidence;
import static dev.sockwatch.detect.Verdicts.single;
import static dev.sockwatch.snapshot.SampleBuilder.sample;
import static dev.sockwatch.snapshot.SnapshotBuilder.seconds;
import static dev.sockwatch.snapshot.SnapshotBuilder.snapshot;
import static dev.sockwatch.snapshot.SnapshotBuilder.snapshotOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.snapshot.GroupCounts.Heads;
import dev.sockwatch.snapshot.SampleBuilder;
import dev.sockwatch.snapshot.SocketSample;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of a socket that no hook saw, the kernel tells whether the end of input was read. */
class CloseWaitAdoptedTest {
  @Test
  void finThatWasRead_isAnError() {
    Finding finding = single(inspect(adopted().endOfInputWaits(false).build()));

    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.opening()).isNull();
    assertThat(finding.summary())
        .isEqualTo(
            "1 connection in CLOSE_WAIT for up to 1 min 0 s: the peer has closed, the program has"
                + " read the end of input and not closed");
    assertThat(finding.remedy())
        .isEqualTo(
            "close the socket that no hook saw open on every path, e.g. by"
                + " try-with-resources");
    assertThat(evidence(finding))
        .containsExactly(
            "tcpState=CLOSE_WAIT",
            "sockets=1",
            "oldestCloseWaitMillis=60000",
            "unreadBytes=0",
            "endOfInputRead=true");
  }

  @Test
  void programStillAnswering_isSilent() {
    SampleBuilder read = adopted().endOfInputWaits(false);

    assertThat(inspect(read.sentBefore(THRESHOLDS.nanos(Threshold.CLOSE_WAIT_AFTER) - 1).build()))
        .isEmpty();
    assertThat(inspect(read.sentBefore(THRESHOLDS.nanos(Threshold.CLOSE_WAIT_AFTER)).build()))
        .hasSize(1);
  }

  @Test
  void finThatWaits_isAdvice() {
    Finding finding = single(inspect(adopted().endOfInputWaits(true).build()));

    assertThat(finding.severity()).isEqualTo(Severity.ADVICE);
    assertThat(evidence(finding)).contains("endOfInputRead=false");
  }

  @Test
  void finThatWaitsBehindData_isAWarning() {
    Finding finding = single(inspect(adopted().endOfInputWaits(true).unreadBytes(700).build()));

    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(evidence(finding))
        .contains("endOfInputRead=false", "socketsWithUnreadBytes=1", "unreadBytes=700");
  }

  @Test
  void moreAndMoreFinsThatWait_areAWarning() {
    SocketSample[] open = adopted().endOfInputWaits(true).times(3);
    Heads[] before = {
      new Heads(9, 3, 0), new Heads(9, 2, 0), new Heads(9, 1, 0), new Heads(9, 1, 0)
    };

    Finding finding =
        single(
            new CloseWaitDetector()
                .inspect(
                    snapshot().sockets(open).earlier(open[0].group(), before).build(), THRESHOLDS));

    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(evidence(finding)).contains("endOfInputRead=false", "rising=true");
  }

  @Test
  void finThatWasNotAskedFor_isUnknown() {
    Finding finding = single(inspect(adopted().build()));

    assertThat(finding.severity()).isEqualTo(Severity.ADVICE);
    assertThat(finding.evidence()).doesNotContainKey("endOfInputRead");
  }

  @Test
  void oneThatWasNotAskedFor_makesItsGroupUnknown() {
    Finding finding = single(inspect(adopted().endOfInputWaits(true).build(), adopted().build()));

    assertThat(finding.evidence()).containsEntry("sockets", 2L).doesNotContainKey("endOfInputRead");
  }

  @Test
  void readAndWaiting_areTwoFindings() {
    List<Finding> findings =
        inspect(adopted().endOfInputWaits(false).build(), adopted().endOfInputWaits(true).build());

    assertThat(findings)
        .extracting(Finding::severity)
        .containsExactly(Severity.ERROR, Severity.ADVICE);
    assertThat(findings).extracting(Finding::key).doesNotHaveDuplicates();
  }

  private static SampleBuilder adopted() {
    return sample().unwoven().closeWaitFor(seconds(60));
  }

  private static List<Finding> inspect(SocketSample... open) {
    return new CloseWaitDetector().inspect(snapshotOf(open), THRESHOLDS);
  }
}
