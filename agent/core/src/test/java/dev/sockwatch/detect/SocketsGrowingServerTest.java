package dev.sockwatch.detect;

import static dev.sockwatch.detect.Verdicts.THRESHOLDS;
import static dev.sockwatch.detect.Verdicts.evidence;
import static dev.sockwatch.detect.Verdicts.single;
import static dev.sockwatch.snapshot.SampleBuilder.SITE;
import static dev.sockwatch.snapshot.SampleBuilder.accepted;
import static dev.sockwatch.snapshot.SnapshotBuilder.seconds;
import static dev.sockwatch.snapshot.SnapshotBuilder.snapshot;
import static dev.sockwatch.snapshot.SnapshotBuilder.snapshotOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.net.Role;
import dev.sockwatch.snapshot.GroupCounts.Heads;
import dev.sockwatch.snapshot.SampleBuilder;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.snapshot.SnapshotBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Accepted connections that never say a word are told; quiet ones that once did are not. */
class SocketsGrowingServerTest {
  private static final int ENOUGH = THRESHOLDS.count(Threshold.GROWING_SOCKETS);
  private static final long WINDOW = THRESHOLDS.idleNanos();

  @Test
  void moreAndMoreSilentConnections_areAWarning() {
    Finding finding =
        single(
            inspect(growing(9, 8, 6, 4).sockets(silent().idleFor(seconds(90)).times(12)).build()));

    assertThat(finding.id().word()).isEqualTo("sockets-growing");
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.count()).isEqualTo(12);
    assertThat(finding.destination()).isEqualTo("clients of port 8080");
    assertThat(finding.opening()).isEqualTo(SITE);
    assertThat(finding.summary())
        .isEqualTo("12 accepted connections without a byte either way, and growing");
    assertThat(finding.remedy())
        .isEqualTo(
            "set a read timeout on connections accepted at com.acme.Orders.fetch(Orders.java:41)"
                + " and close those that stay silent");
    assertThat(evidence(finding))
        .containsExactly(
            "tcpState=ESTABLISHED",
            "sockets=12",
            "growthPerMinute=4", // from 4 to 12 within 2 min
            "idleSockets=12",
            "longestIdleMillis=90000");
  }

  @Test
  void idleSinceTheyWereOpened_whenDataTimesAreUnknown() {
    assertThat(
            evidence(
                single(
                    inspect(
                        growing(9, 8, 6, 4)
                            .sockets(silent().openedFor(seconds(45)).times(12))
                            .build()))))
        .contains("longestIdleMillis=45000");
  }

  @Test
  void oneSocketFewer_isSilent() {
    assertThat(inspect(growing(4, 3, 2, 1).sockets(silent().times(ENOUGH)).build())).hasSize(1);
    assertThat(inspect(growing(4, 3, 2, 1).sockets(silent().times(ENOUGH - 1)).build())).isEmpty();
  }

  @Test
  void connectionThatOnceCarriedData_isSilent() {
    SampleBuilder quiet = silent().everTransferred(true);

    assertThat(
            inspect(
                growing(4, 3, 2, 1)
                    .sockets(silent().times(ENOUGH - 1))
                    .sockets(quiet.times(500))
                    .build()))
        .isEmpty();
  }

  @Test
  void transfersUnknown_isSilent() {
    SampleBuilder unknown = accepted().openedFor(seconds(60));

    assertThat(inspect(growing(4, 3, 2, 1).sockets(unknown.times(20)).build())).isEmpty();
  }

  @Test
  void connectionWithUnreadData_isNotSilent() {
    assertThat(
            inspect(
                growing(4, 3, 2, 1)
                    .sockets(silent().times(ENOUGH - 1))
                    .sockets(silent().unreadBytes(1).build())
                    .build()))
        .isEmpty();
  }

  @Test
  void window_hasToBeOver() {
    SampleBuilder young = silent().openedFor(WINDOW - 1);
    SampleBuilder oldEnough = silent().openedFor(WINDOW);

    assertThat(inspect(growing(4, 3, 2, 1).sockets(young.times(20)).build())).isEmpty();
    assertThat(inspect(growing(4, 3, 2, 1).sockets(oldEnough.times(20)).build())).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"4 3 3 3", "3 3 3 1", "4 5 2 1", "9 8 7"})
  void fewThatCameInABurst_areAdvice(String before) {
    int[] heads = Arrays.stream(before.split(" ", -1)).mapToInt(Integer::parseInt).toArray();

    Finding finding = single(inspect(growing(heads).sockets(silent().times(20)).build()));

    assertThat(finding.severity()).isEqualTo(Severity.ADVICE);
    assertThat(finding.summary())
        .isEqualTo("20 accepted connections without a byte either way since they came");
  }

  @Test
  void manyThatCameInABurst_areAWarning() {
    int many = THRESHOLDS.count(Threshold.GROWING_MANY);

    assertThat(single(inspect(snapshotOf(silent().times(many)))).severity())
        .isEqualTo(Severity.WARNING);
    assertThat(single(inspect(snapshotOf(silent().times(many - 1)))).severity())
        .isEqualTo(Severity.ADVICE);
  }

  @Test
  void oneWindowWithoutARise_isTolerated() {
    assertThat(inspect(growing(3, 3, 2, 1).sockets(silent().times(20)).build())).hasSize(1);
    assertThat(inspect(growing(4, 3, 3, 1).sockets(silent().times(20)).build())).hasSize(1);
    assertThat(inspect(growing(4, 3, 2, 2).sockets(silent().times(20)).build())).hasSize(1);
  }

  @Test
  void growthOfBusyConnections_isNotGrowthOfSilentOnes() {
    Snapshot busierAndBusier =
        snapshot()
            .earlier(
                accepted().build().group(),
                new Heads(120, 0, 20),
                new Heads(90, 0, 20),
                new Heads(60, 0, 20),
                new Heads(30, 0, 20))
            .sockets(silent().times(20))
            .build();

    assertThat(single(inspect(busierAndBusier)).severity()).isEqualTo(Severity.ADVICE);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SERVER", "CLIENT"})
  void otherRole_isSilent(Role role) {
    SampleBuilder other = silent().role(role).idleFor(seconds(60));
    Snapshot snapshot =
        snapshot()
            .earlier(other.build().group(), heads(4, 3, 2, 1))
            .sockets(other.times(20))
            .build();

    assertThat(inspect(snapshot)).isEmpty();
  }

  @Test
  void leakThatPauses_staysAFinding() {
    Set<FindingKey> open =
        Set.of(single(inspect(growing(4, 3, 2, 1).sockets(silent().times(20)).build())).key());
    SnapshotBuilder enough = growing(9, 9, 9, 9, 9).sockets(silent().times(ENOUGH));
    SnapshotBuilder tooFew = growing(9, 9, 9, 9, 9).sockets(silent().times(ENOUGH - 1));

    assertThat(single(inspect(enough.build(), open)).summary())
        .isEqualTo("10 accepted connections without a byte either way, not growing just now");
    assertThat(inspect(tooFew.build(), open)).isEmpty();
  }

  @Test
  void peersThatHaveGone_areLeftToCloseWait() {
    Set<FindingKey> open = Set.of(single(inspect(snapshotOf(silent().times(20)))).key());
    SampleBuilder gone = silent().closeWaitFor(WINDOW - 1);
    SampleBuilder longGone = silent().closeWaitFor(WINDOW);

    assertThat(single(inspect(snapshotOf(gone.times(20)), open)).count()).isEqualTo(20);
    assertThat(inspect(snapshotOf(longGone.times(20)), open)).isEmpty();
    assertThat(inspect(snapshotOf(gone.times(20)))).isEmpty();
  }

  @Test
  void connectionsClosed_resolves() {
    assertThat(inspect(snapshotOf(silent().build()))).isEmpty();
  }

  private static SampleBuilder silent() {
    return accepted().openedFor(seconds(60)).everTransferred(false).unreadBytes(0);
  }

  /** So many silent ones in the windows before, newest first. */
  private static SnapshotBuilder growing(int... silent) {
    return snapshot().earlier(accepted().build().group(), heads(silent));
  }

  private static Heads[] heads(int... silent) {
    return IntStream.of(silent).mapToObj(n -> new Heads(n, 0, n)).toArray(Heads[]::new);
  }

  private static List<Finding> inspect(Snapshot snapshot) {
    return inspect(snapshot, Set.of());
  }

  private static List<Finding> inspect(Snapshot snapshot, Set<FindingKey> open) {
    return new SocketsGrowingDetector().inspect(snapshot, THRESHOLDS, open);
  }
}
