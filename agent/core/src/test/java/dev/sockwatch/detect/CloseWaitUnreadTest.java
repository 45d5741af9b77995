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
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.snapshot.SocketSample;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where nobody has read the end of input, a stale pooled connection is told from a leak. */
class CloseWaitUnreadTest {
  private static final long WINDOW = THRESHOLDS.nanos(Threshold.CLOSE_WAIT_AFTER);

  @Test
  void steadyNumber_isAdvice() {
    Finding finding = single(inspect(snapshotOf(stale().unreadBytes(0).build())));

    assertThat(finding.severity()).isEqualTo(Severity.ADVICE);
    assertThat(finding.summary())
        .isEqualTo(
            "1 connection in CLOSE_WAIT for up to 1 min 0 s: the peer has closed, and nobody has"
                + " noticed yet (a stale pooled connection?)");
    assertThat(finding.remedy())
        .isEqualTo(
            "read or close the connections opened at com.acme.Orders.fetch(Orders.java:41); in a"
                + " pool, evict idle connections sooner than the peer closes them");
    assertThat(evidence(finding))
        .containsExactly(
            "tcpState=CLOSE_WAIT",
            "sockets=1",
            "oldestCloseWaitMillis=60000",
            "unreadBytes=0",
            "endOfInputRead=false",
            "socketsWithUnreadBytes=0",
            "rising=false");
  }

  @Test
  void unreadData_isAWarning() {
    Finding finding =
        single(
            inspect(
                snapshotOf(
                    stale().unreadBytes(700).build(),
                    stale().build(),
                    stale().unreadBytes(1).build())));

    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.summary())
        .isEqualTo(
            "3 connections in CLOSE_WAIT for up to 1 min 0 s: the peer has closed, and received"
                + " data is not read in 2 of them");
    assertThat(evidence(finding)).contains("unreadBytes=701", "socketsWithUnreadBytes=2");
  }

  @Test
  void risingNumber_isAWarning() {
    Finding finding = single(inspect(rising(3, 3, 2, 1, 1)));

    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.summary())
        .isEqualTo(
            "3 connections in CLOSE_WAIT for up to 1 min 0 s: the peer has closed, nobody reads,"
                + " and there are more and more of them");
    assertThat(evidence(finding)).contains("rising=true");
  }

  @Test
  void numberThatRoseTwiceOnly_isAdvice() {
    assertThat(single(inspect(rising(3, 3, 2, 1))).severity()).isEqualTo(Severity.ADVICE);
  }

  @Test
  void numberThatStoppedRising_isAdvice() {
    assertThat(single(inspect(rising(3, 2, 2, 2, 1))).severity()).isEqualTo(Severity.ADVICE);
    assertThat(single(inspect(rising(3, 3, 2, 2, 2))).severity()).isEqualTo(Severity.ADVICE);
  }

  @Test
  void twoStaleConnections_areAdviceHoweverTheyRose() {
    assertThat(single(inspect(rising(2, 3, 2, 1, 0))).severity()).isEqualTo(Severity.ADVICE);
  }

  @Test
  void window_hasToBeOver() {
    assertThat(inspect(snapshotOf(stale().closeWaitFor(WINDOW - 1).build()))).isEmpty();
    assertThat(inspect(snapshotOf(stale().closeWaitFor(WINDOW).build()))).hasSize(1);
  }

  @Test
  void closingSocket_isSilent() {
    assertThat(inspect(snapshotOf(stale().closedFor(0).build()))).isEmpty();
  }

  @Test
  void closedSocket_resolves() {
    assertThat(inspect(snapshotOf(sample().build()))).isEmpty();
  }

  @Test
  void socketThatNoHookSaw_doesNotClaimToKnow() {
    Finding finding = single(inspect(snapshotOf(stale().unwoven().build())));

    assertThat(finding.evidence()).doesNotContainKey("endOfInputRead");
    assertThat(finding.remedy()).startsWith("read or close the connections that no hook saw open;");
  }

  @Test
  void socketsThatNoHookSaw_areGroupedByDestination() {
    List<Finding> findings =
        inspect(
            snapshotOf(
                stale().unwoven().to("192.0.2.1:80").build(),
                stale().unwoven().to("192.0.2.2:80").build(),
                stale().unwoven().to("192.0.2.1:80").build()));

    assertThat(findings)
        .extracting(Finding::destination)
        .containsExactly("192.0.2.1:80", "192.0.2.2:80");
    assertThat(findings).extracting(Finding::count).containsExactly(2, 1);
    assertThat(findings).extracting(Finding::key).doesNotHaveDuplicates();
  }

  @Test
  void readAndUnreadOfOneSite_areTwoFindings() {
    List<Finding> findings = inspect(snapshotOf(stale().endOfInputRead().build(), stale().build()));

    assertThat(findings)
        .extracting(Finding::severity)
        .containsExactly(Severity.ERROR, Severity.ADVICE);
    assertThat(findings).extracting(Finding::key).doesNotHaveDuplicates();
  }

  private static SampleBuilder stale() {
    return sample().closeWaitFor(seconds(60));
  }

  /** So many now, and so many unread in the windows before, newest first. */
  private static Snapshot rising(int now, int... before) {
    SocketSample[] open = stale().times(now);
    Heads[] heads =
        IntStream.of(before).mapToObj(unread -> new Heads(9, unread, 0)).toArray(Heads[]::new);
    return snapshot().sockets(open).earlier(open[0].group(), heads).build();
  }

  private static List<Finding> inspect(Snapshot snapshot) {
    return new CloseWaitDetector().inspect(snapshot, THRESHOLDS);
  }
}
