package dev.sockwatch.detect;

import static dev.sockwatch.detect.Verdicts.THRESHOLDS;
import static dev.sockwatch.detect.Verdicts.evidence;
import static dev.sockwatch.detect.Verdicts.single;
import static dev.sockwatch.snapshot.SampleBuilder.sample;
import static dev.sockwatch.snapshot.SnapshotBuilder.seconds;
import static dev.sockwatch.snapshot.SnapshotBuilder.snapshotOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.snapshot.SampleBuilder;
import dev.sockwatch.snapshot.SocketSample;
import dev.sockwatch.stack.CallStack;
import dev.sockwatch.stack.HandMadeStack;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Sockets that are used and held, one after the other, are found at any pace and in any window. */
class SocketsHeldTest {
  private static final int ENOUGH = THRESHOLDS.count(Threshold.GROWING_SOCKETS);
  private static final int MANY = THRESHOLDS.count(Threshold.GROWING_MANY);
  private static final long LONG_AGO = seconds(600);

  @Test
  void usedOnceAndHeld_isAdvice() {
    Finding finding = single(inspect(oneAfterTheOther(20, LONG_AGO)));

    assertThat(finding.id()).isEqualTo(FindingId.SOCKETS_GROWING);
    assertThat(finding.severity()).isEqualTo(Severity.ADVICE);
    assertThat(finding.count()).isEqualTo(20);
    assertThat(finding.summary())
        .isEqualTo(
            "20 connections opened one after the other and held: 19 of them while one used before"
                + " lay free, and none was used again; idle for 9 min 40 s to 9 min 59 s; each carried"
                + " about 1 exchange");
    assertThat(evidence(finding))
        .contains("openedThoughOneWasFree=19", "medianExchanges=1", "idleSockets=20");
  }

  @Test
  void answersNotReadToTheEnd_areCalledThat() {
    List<SocketSample> sockets =
        times(
            20,
            i ->
                sample()
                    .openedFor(LONG_AGO - seconds(i))
                    .idleFor(LONG_AGO - seconds(i) - seconds(1) / 2)
                    .everTransferred(true)
                    .data(1, 1, 100, 400_000)
                    .unreadBytes(126_000)
                    .build());

    Finding finding = single(inspect(sockets));

    assertThat(finding.summary())
        .contains("each holds what was received and not read, 126000 bytes (median)")
        .doesNotContain("used again");
    assertThat(finding.remedy()).startsWith("read each answer to its end or close it");
    assertThat(evidence(finding)).contains("unreadBytes=2520000");
  }

  @Test
  void many_areAWarning() {
    assertThat(single(inspect(oneAfterTheOther(MANY - 1, LONG_AGO))).severity())
        .isEqualTo(Severity.ADVICE);
    assertThat(single(inspect(oneAfterTheOther(MANY, LONG_AGO))).severity())
        .isEqualTo(Severity.WARNING);
  }

  @Test
  void goingOn_isAWarning() {
    // One every six seconds for two minutes; the last ones are not idle for a window yet.
    List<SocketSample> sockets =
        times(
            25, i -> used(seconds(150) - seconds(6L) * i, seconds(150) - seconds(6L) * i - 1_000));

    Finding finding = single(inspect(sockets));

    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.summary())
        .startsWith("25 connections opened one after the other and held, and growing");
  }

  @Test
  void oneFewer_isSilent() {
    assertThat(inspect(oneAfterTheOther(ENOUGH, LONG_AGO))).hasSize(1);
    assertThat(inspect(oneAfterTheOther(ENOUGH - 1, LONG_AGO))).isEmpty();
  }

  @Test
  void livesThatOverlap_areParallelWork() {
    // All open within 20 s, and each had its last byte after the last one was opened.
    assertThat(inspect(times(40, i -> used(LONG_AGO - seconds(1) * i / 2, seconds(500)))))
        .isEmpty();
  }

  @Test
  void poolThatIsNotUsedYet_isSilent() {
    assertThat(
            inspect(
                times(
                    40,
                    i ->
                        sample()
                            .openedFor(LONG_AGO - seconds(i))
                            .idleFor(LONG_AGO - seconds(i))
                            .everTransferred(false)
                            .build())))
        .isEmpty();
  }

  @Test
  void sessionsWithTraffic_areSilent() {
    assertThat(inspect(times(40, i -> used(LONG_AGO - seconds(i), seconds(i))))).isEmpty();
  }

  @Test
  void idleWindow_hasToBeOverButAtTheEnd() {
    List<SocketSample> young = oneAfterTheOther(20, seconds(25));

    assertThat(inspect(young)).isEmpty();
    assertThat(
            single(
                    new SocketsGrowingDetector()
                        .inspect(snapshotOf(array(young)), THRESHOLDS.atEnd()))
                .severity())
        .isEqualTo(Severity.ADVICE);
  }

  @Test
  void poolThatFilledItself_isSilent() {
    CallStack adder = HandMadeStack.blamingNobody();
    List<SocketSample> filled =
        times(20, i -> carrying(LONG_AGO - seconds(i), 5).openedAt(adder).build());
    List<SocketSample> usedDifferently =
        times(20, i -> carrying(LONG_AGO - seconds(i), 5 + i % 4).openedAt(adder).build());

    assertThat(inspect(filled)).isEmpty();
    assertThat(inspect(usedDifferently)).hasSize(1);
  }

  @Test
  void timesThatTheHooksStamp_areTakenAsLateAsTheyMayBe() {
    // Without the kernel's times a transfer may have been two rounds later.
    long late = THRESHOLDS.nanos(Threshold.GROWING_STAMPS);
    assertThat(inspect(times(20, i -> stamped(LONG_AGO - late * i)))).hasSize(1);
    assertThat(inspect(times(20, i -> stamped(LONG_AGO - late * i / 20)))).isEmpty();
  }

  @Test
  void datagramSocketsAndUnixDomainOnes_areHeldLikewise() {
    IntFunction<SampleBuilder> at =
        i ->
            sample()
                .openedFor(LONG_AGO - seconds(11L) * i)
                .everTransferred(true)
                .idleFor(LONG_AGO - seconds(11L) * i);

    assertThat(single(inspect(times(20, i -> at.apply(i).datagram().build()))).summary())
        .startsWith("20 UDP sockets opened one after the other and held");
    assertThat(single(inspect(times(20, i -> at.apply(i).unixDomain().build()))).summary())
        .startsWith("20 Unix domain connections opened one after the other and held");
  }

  @Test
  void closedOrUsedAgain_resolves() {
    assertThat(inspect(List.of())).isEmpty();
    assertThat(inspect(times(20, i -> used(LONG_AGO - seconds(i), 0)))).isEmpty();
  }

  private static List<SocketSample> oneAfterTheOther(int count, long firstOpenedAgo) {
    return times(
        count, i -> used(firstOpenedAgo - seconds(i), firstOpenedAgo - seconds(i) - 1_000_000));
  }

  private static SocketSample used(long openedAgo, long idle) {
    return sample()
        .openedFor(openedAgo)
        .idleFor(idle)
        .everTransferred(true)
        .data(1, 1, 100, 100)
        .build();
  }

  private static SampleBuilder carrying(long openedAgo, int exchanges) {
    return sample()
        .openedFor(openedAgo)
        .idleFor(openedAgo)
        .everTransferred(true)
        .data(exchanges, exchanges, 900, 900);
  }

  private static SocketSample stamped(long openedAgo) {
    return sample().openedFor(openedAgo).idleFor(openedAgo).everTransferred(true).build();
  }

  private static List<SocketSample> times(int count, IntFunction<SocketSample> each) {
    List<SocketSample> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(each.apply(i));
    }
    return all;
  }

  private static SocketSample[] array(List<SocketSample> sockets) {
    return sockets.toArray(SocketSample[]::new);
  }

  private static List<Finding> inspect(List<SocketSample> sockets) {
    return new SocketsGrowingDetector().inspect(snapshotOf(array(sockets)), THRESHOLDS);
  }
}
