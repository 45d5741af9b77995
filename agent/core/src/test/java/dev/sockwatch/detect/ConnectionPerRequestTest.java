package dev.sockwatch.detect;

import static dev.sockwatch.detect.Verdicts.THRESHOLDS;
import static dev.sockwatch.detect.Verdicts.evidence;
import static dev.sockwatch.detect.Verdicts.single;
import static dev.sockwatch.snapshot.IncidentSampleBuilder.incident;
import static dev.sockwatch.snapshot.SampleBuilder.SITE;
import static dev.sockwatch.snapshot.SampleBuilder.sample;
import static dev.sockwatch.snapshot.SnapshotBuilder.NOW;
import static dev.sockwatch.snapshot.SnapshotBuilder.seconds;
import static dev.sockwatch.snapshot.SnapshotBuilder.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.IncidentKind;
import dev.sockwatch.snapshot.EndedConnection;
import dev.sockwatch.snapshot.EndedGroup;
import dev.sockwatch.snapshot.SnapshotBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

/** A connection for each request is found at any pace; its pace and price decide how bad it is. */
class ConnectionPerRequestTest {
  private static final int IN_A_ROW = THRESHOLDS.count(Threshold.PER_REQUEST_IN_A_ROW);
  private static final long LIFE = 12_000_000;

  @Test
  void oneExchangeEach_isAdviceWithItsPrice() {
    Finding finding = single(inspect(ended(75, seconds(1), i -> 1)));

    assertThat(finding.severity()).isEqualTo(Severity.ADVICE);
    assertThat(finding.count()).isEqualTo(75);
    assertThat(finding.summary())
        .isEqualTo(
            "75 connections opened for about one exchange each, 1 a second: each pays a handshake"
                + " of 900 us at least, and its port stays in TIME_WAIT for 60 s as this side"
                + " closes first");
    assertThat(evidence(finding))
        .contains("connectionsPerSecond=1", "minRttMicros=900", "handshakeMicrosPerSecond=900")
        .contains("closedFirstByPeerPercent=0");
    assertThat(finding.remedy()).startsWith("reuse connections");
  }

  @Test
  void fast_isAWarning() {
    SnapshotBuilder fast = snapshot().ended(ended(700, seconds(1) / 10, i -> 1));
    int enough = THRESHOLDS.count(Threshold.PER_REQUEST_CONNECTIONS);

    assertThat(
            single(inspect(fast.incidents(incident().times(enough, IncidentKind.CLOSED))))
                .severity())
        .isEqualTo(Severity.WARNING);
    assertThat(
            single(
                    inspect(
                        snapshot()
                            .ended(ended(700, seconds(1) / 10, i -> 1))
                            .incidents(incident().times(enough - 1, IncidentKind.CLOSED))))
                .severity())
        .isEqualTo(Severity.ADVICE);
  }

  @Test
  void paceThatHoversAtTheThreshold_doesNotFlicker() {
    int enough = THRESHOLDS.count(Threshold.PER_REQUEST_CONNECTIONS);

    assertThat(severityOfOpen(enough * 4 / 5)).isEqualTo(Severity.WARNING);
    assertThat(severityOfOpen(enough * 4 / 5 - 1)).isEqualTo(Severity.ADVICE);
  }

  private static Severity severityOfOpen(int closedInWindow) {
    EndedGroup group = ended(700, seconds(1) / 10, i -> 1);
    return single(
            new ConnectionPerRequestDetector()
                .inspect(
                    snapshot()
                        .ended(group)
                        .incidents(incident().times(closedInWindow, IncidentKind.CLOSED))
                        .build(),
                    THRESHOLDS,
                    Set.of(single(inspect(group)).key())))
        .severity();
  }

  @Test
  void logIn_isLearntFromTheGroup() {
    Finding finding = single(inspect(ended(40, seconds(2) - 1, i -> 8 + i % 2)));

    assertThat(finding.summary()).contains("after a set-up that takes").contains("us of set-up");
    assertThat(inspect(ended(40, seconds(2) - 1, i -> 8 + i % 5)))
        .as("some carried more than the others: they were used twice")
        .isEmpty();
    assertThat(inspect(ended(40, seconds(2) - 1, i -> 14))).as("no log-in is that long").isEmpty();
  }

  @Test
  void fewerInARow_isNothing() {
    assertThat(inspect(ended(IN_A_ROW, seconds(4), i -> 1, i -> seconds(i % 3)))).hasSize(1);
    assertThat(inspect(ended(IN_A_ROW - 1, seconds(4), i -> 1, i -> seconds(i % 3)))).isEmpty();
  }

  @Test
  void moreThanOneInTenUsedTwice_isNothing() {
    assertThat(inspect(ended(75, seconds(1), i -> i % 11 == 0 ? 9 : 1))).hasSize(1);
    assertThat(inspect(ended(75, seconds(1), i -> i % 8 == 0 ? 9 : 1))).isEmpty();
  }

  @Test
  void lineThatUsesOneTwiceRightNow_isNothing() {
    EndedGroup group = ended(75, seconds(1), i -> 1);

    assertThat(inspect(snapshot().ended(group).sockets(sample().data(1, 1, 9, 9).build())))
        .hasSize(1);
    assertThat(inspect(snapshot().ended(group).sockets(sample().data(9, 9, 9, 9).build())))
        .isEmpty();
  }

  @Test
  void healthCheck_isNothing() {
    assertThat(inspect(ended(30, seconds(2), i -> 1))).as("regular").isEmpty();
    assertThat(inspect(ended(60, seconds(2) - 1, i -> 1))).as("too often for one").hasSize(1);
    assertThat(inspect(ended(30, seconds(5), i -> 1, i -> seconds(i % 4))))
        .as("irregular")
        .hasSize(1);
  }

  @Test
  void oneThatWasOpenedLongBefore_doesNotBlurThePace() {
    List<EndedConnection> latest = new ArrayList<>(ended(75, seconds(1), i -> 1).latest());
    latest.add(new EndedConnection(NOW - seconds(75), NOW, 1, 900, false, false, null));

    assertThat(evidence(single(inspect(group(76, NOW - seconds(75), latest)))))
        .contains("connectionsPerSecond=1");
  }

  @Test
  void batchThatRanOnce_isNothing() {
    assertThat(inspect(ended(50, seconds(1) / 50, i -> 1))).isEmpty();
  }

  @Test
  void probesWithoutData_areNothing() {
    assertThat(inspect(ended(75, seconds(1), i -> 0))).isEmpty();
    assertThat(inspect(ended(75, seconds(1), i -> -1))).as("not known").isEmpty();
  }

  @Test
  void longLivedStreams_areNothing() {
    List<EndedConnection> lived = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      long opened = NOW - seconds(90) + seconds(1) * i;
      lived.add(new EndedConnection(opened, opened + seconds(5) + 1, 1, 900, false, false, null));
    }

    assertThat(inspect(group(32, NOW - seconds(90), lived))).isEmpty();
  }

  @Test
  void peerThatClosesFirst_mustKeepThemAliveFirst() {
    List<EndedConnection> byPeer =
        ended(75, seconds(1), i -> 1).latest().stream()
            .map(
                c ->
                    new EndedConnection(
                        c.openedAtNanos(), c.closedAtNanos(), 1, 900, true, false, "0af7"))
            .toList();

    Finding finding = single(inspect(group(75, NOW - seconds(75), byPeer)));

    assertThat(finding.summary()).endsWith("the peer closes first");
    assertThat(finding.remedy()).startsWith("let the peer keep connections alive");
    assertThat(evidence(finding)).contains("closedFirstByPeerPercent=100", "latestTraces=0af7");
  }

  @Test
  void overSince_resolves() {
    assertThat(inspect(snapshot())).isEmpty();
  }

  static EndedGroup ended(int count, long pause, IntToLongFunction exchanges) {
    return ended(count, pause, exchanges, i -> 0);
  }

  /** So many up to now, of which the last 32 are kept. */
  private static EndedGroup ended(
      int count, long pause, IntToLongFunction exchanges, IntToLongFunction later) {
    List<EndedConnection> latest = new ArrayList<>();
    for (int i = Math.max(0, count - 32); i < count; i++) {
      long opened = NOW - pause * (count - i) + later.applyAsLong(i);
      latest.add(
          new EndedConnection(
              opened, opened + LIFE, exchanges.applyAsLong(i), 900, false, false, null));
    }
    return group(count, NOW - pause * count, latest);
  }

  private static EndedGroup group(int count, long since, List<EndedConnection> latest) {
    return new EndedGroup("192.0.2.7:5432", SITE, SITE.callSite(), count, since, latest);
  }

  private static List<Finding> inspect(EndedGroup group) {
    return inspect(snapshot().ended(group));
  }

  private static List<Finding> inspect(SnapshotBuilder snapshot) {
    return new ConnectionPerRequestDetector().inspect(snapshot.build(), THRESHOLDS);
  }
}
