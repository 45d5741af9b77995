package dev.sockwatch.detect;

import static dev.sockwatch.detect.Verdicts.THRESHOLDS;
import static dev.sockwatch.detect.Verdicts.evidence;
import static dev.sockwatch.detect.Verdicts.single;
import static dev.sockwatch.snapshot.SampleBuilder.OTHER_SITE;
import static dev.sockwatch.snapshot.SampleBuilder.SITE;
import static dev.sockwatch.snapshot.SampleBuilder.sample;
import static dev.sockwatch.snapshot.SnapshotBuilder.seconds;
import static dev.sockwatch.snapshot.SnapshotBuilder.snapshot;
import static dev.sockwatch.snapshot.SnapshotBuilder.snapshotOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.net.Role;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.snapshot.GroupCounts.Heads;
import dev.sockwatch.snapshot.SampleBuilder;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.snapshot.SnapshotBuilder;
import dev.sockwatch.snapshot.SocketGroup;
import dev.sockwatch.stack.HandMadeStack;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that are made again and again, and not used again, are told from a pool. */
class SocketsGrowingClientTest {
  private static final int ENOUGH = THRESHOLDS.count(Threshold.GROWING_SOCKETS);
  private static final long WINDOW = THRESHOLDS.idleNanos();

  @Test
  void moreAndMoreIdleConnections_areAWarning() {
    Finding finding =
        single(
            inspect(
                growing(13, 10, 7, 5)
                    .sockets(idle().idleFor(seconds(95)).times(6))
                    .sockets(fresh().times(8))
                    .build()));

    assertThat(finding.id().word()).isEqualTo("sockets-growing");
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.count()).isEqualTo(15);
    assertThat(finding.destination()).isEqualTo("192.0.2.7:5432");
    assertThat(finding.opening()).isEqualTo(SITE);
    assertThat(finding.summary())
        .isEqualTo(
            "15 connections open and growing, while 6 older ones lie idle and are not used again");
    assertThat(finding.remedy())
        .isEqualTo(
            "reuse connections to 192.0.2.7:5432 (a pool, or one shared client), or close each"
                + " after its use; opened at com.acme.Orders.fetch(Orders.java:41)");
    assertThat(evidence(finding))
        .containsExactly(
            "tcpState=ESTABLISHED",
            "sockets=15",
            "growthPerMinute=5", // from 5 to 15 within 2 min
            "idleSockets=6",
            "longestIdleMillis=95000");
  }

  @Test
  void oneSocketFewer_isSilent() {
    assertThat(inspect(growing(4, 3, 2, 1).sockets(idle().times(ENOUGH - 1)).build())).hasSize(1);
    assertThat(inspect(growing(4, 3, 2, 1).sockets(idle().times(ENOUGH - 2)).build())).isEmpty();
  }

  @Test
  void idleOnes_haveToBeHalfOfTheThreshold() {
    assertThat(inspect(withIdle(ENOUGH / 2))).hasSize(1);
    assertThat(inspect(withIdle(ENOUGH / 2 - 1))).isEmpty();
  }

  /** Requests that take their time, at a service that is short of threads. */
  @Test
  void answersThatAreWaitedFor_areNotIdle() {
    SampleBuilder waiting = idle().underWay();
    assertThat(inspect(growing(13, 10, 7, 5).sockets(waiting.times(2 * ENOUGH)).build())).isEmpty();
  }

  @Test
  void poolThatUsesMostOfItsConnections_isSilent() {
    SampleBuilder busy = idle().idleFor(0);

    assertThat(inspect(growing(4, 3, 2, 1).sockets(idle().times(9)).sockets(busy.times(9)).build()))
        .hasSize(1);
    assertThat(
            inspect(growing(4, 3, 2, 1).sockets(idle().times(9)).sockets(busy.times(10)).build()))
        .isEmpty();
  }

  @Test
  void idleWindow_hasToBeOver() {
    SampleBuilder nearlyIdle = idle().idleFor(WINDOW - 1);
    SampleBuilder justIdle = idle().idleFor(WINDOW);

    assertThat(inspect(growing(4, 3, 2, 1).sockets(nearlyIdle.times(20)).build())).isEmpty();
    assertThat(inspect(growing(4, 3, 2, 1).sockets(justIdle.times(20)).build())).hasSize(1);
  }

  @Test
  void poolRampingUp_isSilent() {
    SampleBuilder young = idle().openedFor(WINDOW - 1);
    SampleBuilder oldEnough = idle().openedFor(WINDOW);

    assertThat(inspect(growing(4, 3, 2, 1).sockets(young.times(20)).build())).isEmpty();
    assertThat(inspect(growing(4, 3, 2, 1).sockets(oldEnough.times(20)).build())).hasSize(1);
  }

  @Test
  void poolThatHasStoppedGrowing_isSilent() {
    SampleBuilder youngest = idle().idleFor(0);

    assertThat(inspect(full(youngest.openedFor(WINDOW)))).isEmpty();
    assertThat(inspect(full(youngest.openedFor(WINDOW - 1)))).hasSize(1);
  }

  @Test
  void idleTimesUnknown_isSilent() {
    assertThat(inspect(growing(4, 3, 2, 1).sockets(sample().times(20)).build())).isEmpty();
  }

  @Test
  void numberThatFellOrRoseOnce_isSilent() {
    assertThat(inspect(growing(4, 3, 3, 3).sockets(idle().times(20)).build())).isEmpty();
    assertThat(inspect(growing(3, 3, 3, 1).sockets(idle().times(20)).build())).isEmpty();
    assertThat(inspect(growing(4, 5, 2, 1).sockets(idle().times(20)).build())).isEmpty();
    assertThat(inspect(growing(9, 8, 7).sockets(idle().times(20)).build())).isEmpty();
  }

  @Test
  void oneWindowWithoutARise_isTolerated() {
    assertThat(inspect(growing(3, 3, 2, 1).sockets(idle().times(20)).build())).hasSize(1);
    assertThat(inspect(growing(4, 3, 3, 1).sockets(idle().times(20)).build())).hasSize(1);
    assertThat(inspect(growing(4, 3, 2, 2).sockets(idle().times(20)).build())).hasSize(1);
  }

  @Test
  void twoWindows_areTooFew() {
    assertThat(inspect(growing(3, 2, 1).sockets(idle().times(20)).build())).isEmpty();
  }

  @Test
  void leakThatPauses_staysAFinding() {
    Set<FindingKey> open = openBefore();

    Finding finding = single(inspect(paused(ENOUGH).build(), open));

    assertThat(finding.key()).isIn(open);
    assertThat(finding.summary())
        .isEqualTo(
            "10 connections open, not growing just now, while 10 older ones lie idle and are not"
                + " used again");
  }

  @Test
  void leakThatPauses_isNotFoundAnew() {
    assertThat(inspect(paused(ENOUGH).build())).isEmpty();
  }

  @Test
  void pausedLeakWhoseConnectionsAreClosedOrUsed_resolves() {
    SampleBuilder used = idle().idleFor(0);

    assertThat(inspect(paused(ENOUGH - 1).build(), openBefore())).isEmpty();
    assertThat(inspect(paused(9).sockets(used.times(9)).build(), openBefore())).hasSize(1);
    assertThat(inspect(paused(9).sockets(used.times(10)).build(), openBefore())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ESTABLISHED")
  void otherState_isSilent(TcpState state) {
    assertThat(inspect(growing(4, 3, 2, 1).sockets(idle().state(state).times(20)).build()))
        .isEmpty();
  }

  @Test
  void closingSockets_areNotCounted() {
    assertThat(
            inspect(
                growing(4, 3, 2, 1)
                    .sockets(idle().times(ENOUGH - 2))
                    .sockets(idle().closedFor(0).build())
                    .build()))
        .isEmpty();
  }

  @Test
  void socketsThatNoHookSaw_areSilent() {
    assertThat(inspect(growing(4, 3, 2, 1).sockets(idle().unwoven().times(20)).build())).isEmpty();
  }

  @Test
  void sites_areCountedApart() {
    assertThat(
            inspect(
                growing(4, 3, 2, 1)
                    .sockets(idle().times(ENOUGH - 2))
                    .sockets(idle().openedAt(OTHER_SITE).times(ENOUGH - 2))
                    .build()))
        .isEmpty();
  }

  @Test
  void destinations_areCountedApart() {
    assertThat(
            inspect(
                growing(4, 3, 2, 1)
                    .sockets(idle().times(ENOUGH - 2))
                    .sockets(idle().to("192.0.2.8:5432").times(ENOUGH - 2))
                    .build()))
        .isEmpty();
  }

  @Test
  void stackThatBlamesNobody_isReplacedByTheDestination() {
    SocketGroup group = new SocketGroup(Role.CLIENT, "192.0.2.7:5432", "192.0.2.7:5432");
    Finding finding =
        single(
            inspect(
                snapshot()
                    .earlier(group, heads(4, 3, 2, 1))
                    .sockets(idle().openedAt(HandMadeStack.blamingNobody()).times(ENOUGH))
                    .sockets(fresh().openedAt(HandMadeStack.blamingNobody()).build())
                    .build()));

    assertThat(finding.key().site()).isEqualTo("192.0.2.7:5432");
  }

  @Test
  void connectionsClosed_resolves() {
    assertThat(inspect(snapshotOf(idle().build()))).isEmpty();
  }

  private static SampleBuilder idle() {
    return sample().openedFor(seconds(600)).idleFor(seconds(60));
  }

  private static SampleBuilder fresh() {
    return sample().openedFor(seconds(1)).idleFor(0);
  }

  private static Snapshot withIdle(int number) {
    return growing(4, 3, 2, 1).sockets(fresh().times(ENOUGH)).sockets(idle().times(number)).build();
  }

  /** Twenty idle ones, and the youngest of all. */
  private static Snapshot full(SampleBuilder youngest) {
    return snapshot()
        .earlier(sample().build().group(), heads(4, 3, 2, 1))
        .sockets(idle().times(20))
        .sockets(youngest.build())
        .build();
  }

  /** One new now, and so many open in the windows before, newest first. */
  private static SnapshotBuilder growing(int... open) {
    return snapshot().earlier(sample().build().group(), heads(open)).sockets(fresh().build());
  }

  private static Heads[] heads(int... open) {
    return IntStream.of(open).mapToObj(n -> new Heads(n, 0, 0)).toArray(Heads[]::new);
  }

  /** So many idle ones, and none new for long. */
  private static SnapshotBuilder paused(int number) {
    return snapshot()
        .earlier(sample().build().group(), heads(9, 9, 9, 9, 9))
        .sockets(idle().times(number));
  }

  private static Set<FindingKey> openBefore() {
    return Set.of(single(inspect(growing(4, 3, 2, 1).sockets(idle().times(ENOUGH)).build())).key());
  }

  private static List<Finding> inspect(Snapshot snapshot) {
    return new SocketsGrowingDetector().inspect(snapshot, THRESHOLDS);
  }

  private static List<Finding> inspect(Snapshot snapshot, Set<FindingKey> open) {
    return new SocketsGrowingDetector().inspect(snapshot, THRESHOLDS, open);
  }
}
