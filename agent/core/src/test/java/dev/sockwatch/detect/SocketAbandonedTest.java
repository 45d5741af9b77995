package dev.sockwatch.detect;

import static dev.sockwatch.detect.Verdicts.THRESHOLDS;
import static dev.sockwatch.detect.Verdicts.evidence;
import static dev.sockwatch.detect.Verdicts.single;
import static dev.sockwatch.snapshot.SampleBuilder.SITE;
import static dev.sockwatch.snapshot.SampleBuilder.sample;
import static dev.sockwatch.snapshot.SnapshotBuilder.NOW;
import static dev.sockwatch.snapshot.SnapshotBuilder.seconds;
import static dev.sockwatch.snapshot.SnapshotBuilder.snapshot;
import static dev.sockwatch.snapshot.SnapshotBuilder.snapshotOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.SocketKind;
import dev.sockwatch.snapshot.AbandonedSockets;
import dev.sockwatch.snapshot.SampleBuilder;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.stack.CallStack;
import dev.sockwatch.stack.HandMadeStack;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A socket dropped without a close is told, and whether its descriptor comes back. */
class SocketAbandonedTest {
  @Test
  void channel_isAnError() {
    Finding finding = single(inspect(snapshotOf(dropped().build())));

    assertThat(finding.id().word()).isEqualTo("socket-abandoned");
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.count()).isEqualTo(1);
    assertThat(finding.destination()).isEqualTo("192.0.2.7:5432");
    assertThat(finding.opening()).isEqualTo(SITE);
    assertThat(finding.summary())
        .isEqualTo(
            "1 channel collected without a close: nobody can close its descriptor any more, until"
                + " the JVM ends");
    assertThat(finding.remedy())
        .isEqualTo(
            "close the channel opened at com.acme.Orders.fetch(Orders.java:41) on every path,"
                + " e.g. by try-with-resources");
    assertThat(evidence(finding))
        .containsExactly(
            "sockets=1",
            "ownerCollected=true",
            "descriptorsOpen=1",
            "oldestMillis=60000",
            "tcpState=ESTABLISHED");
  }

  @Test
  void channels_areOneFindingPerSite() {
    Finding finding =
        single(inspect(snapshotOf(dropped().build(), dropped().stateUnknown().build())));

    assertThat(finding.count()).isEqualTo(2);
    assertThat(finding.summary())
        .isEqualTo(
            "2 channels collected without a close: nobody can close their descriptors any more,"
                + " until the JVM ends");
  }

  @Test
  void reachableChannel_isSilent() {
    assertThat(inspect(snapshotOf(sample().kind(SocketKind.CHANNEL).build()))).isEmpty();
  }

  @Test
  void channelClosedBeforeItWasDropped_isSilent() {
    assertThat(inspect(snapshotOf(dropped().closedFor(0).build()))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"SOCKET", "DATAGRAM"})
  void kindThatTheCleanerWillClose_isSilentUntilThen(SocketKind kind) {
    assertThat(inspect(snapshotOf(dropped().kind(kind).build()))).isEmpty();
  }

  @Test
  void socketClosedByTheCleaner_isAWarning() {
    Finding finding =
        single(inspect(snapshot().collected(collected(SITE, 1, seconds(12))).build()));

    assertThat(finding.id().word()).isEqualTo("socket-abandoned");
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.count()).isEqualTo(1);
    assertThat(finding.destination()).isEqualTo("192.0.2.7:80");
    assertThat(finding.opening()).isEqualTo(SITE);
    assertThat(finding.summary())
        .isEqualTo(
            "1 socket dropped without a close; the garbage collector closed it after up to 12.0 s,"
                + " and will wait longer the less it has to do");
    assertThat(finding.remedy())
        .isEqualTo(
            "close the socket opened at com.acme.Orders.fetch(Orders.java:41) on every path, e.g."
                + " by try-with-resources");
    assertThat(evidence(finding))
        .containsExactly(
            "sockets=1",
            "ownerCollected=true",
            "closedBy=the JDK's cleaner, after a garbage collection",
            "longestOpenMillis=12000");
  }

  @Test
  void socketsClosedByTheCleaner_areCounted() {
    Finding finding =
        single(inspect(snapshot().collected(collected(null, 250, seconds(61))).build()));

    assertThat(finding.count()).isEqualTo(250);
    assertThat(finding.summary())
        .isEqualTo(
            "250 sockets dropped without a close; the garbage collector closed them after up to"
                + " 1 min 1 s, and will wait longer the less it has to do");
    assertThat(finding.remedy()).startsWith("close the socket that no hook saw open on");
  }

  @Test
  void theTwoCasesOfOneSite_areNeverMixed() {
    Snapshot both =
        snapshot().sockets(dropped().build()).collected(collected(SITE, 1, seconds(12))).build();

    assertThat(inspect(both))
        .extracting(Finding::severity)
        .containsExactly(Severity.ERROR, Severity.WARNING);
    assertThat(inspect(both)).extracting(Finding::key).doesNotHaveDuplicates();
  }

  @Test
  void descriptorGone_resolves() {
    assertThat(inspect(snapshotOf())).isEmpty();
  }

  /** Used until a moment ago and collected now, while the program may be about to end. */
  @Test
  void oneOrTwoOfWhichTheLastUseIsJustOver_areSilent() {
    assertThat(inspect(snapshotOf(justDropped().times(2)))).isEmpty();
    assertThat(inspect(snapshot().collected(justCollected(2)).build())).isEmpty();
  }

  @Test
  void threeOfOneLine_areFound() {
    assertThat(inspect(snapshotOf(justDropped().times(3)))).hasSize(1);
    assertThat(inspect(snapshot().collected(justCollected(3)).build())).hasSize(1);
  }

  @Test
  void socketThatHadBeenIdleForLong_isFound() {
    assertThat(inspect(snapshotOf(justDropped().idleFor(seconds(30)).build()))).hasSize(1);
    AbandonedSockets idle =
        new AbandonedSockets(SITE, "192.0.2.7:80", 1, seconds(60), seconds(30), NOW);
    assertThat(inspect(snapshot().collected(idle).build())).hasSize(1);
  }

  @Test
  void programThatGoesOn_hasDroppedIt() {
    assertThat(inspect(snapshotOf(justDropped().ownerCollectedFor(seconds(30)).build())))
        .hasSize(1);
    AbandonedSockets before =
        new AbandonedSockets(SITE, "192.0.2.7:80", 1, seconds(40), 0, NOW - seconds(30));
    assertThat(inspect(snapshot().collected(before).build())).hasSize(1);
  }

  /** A class is initialised once: a few are all that will ever come of it. */
  @Test
  void fewSocketsOfAStaticInitialiser_areAdvice() {
    CallStack initialiser = HandMadeStack.at("Options", "<clinit>", 5);
    assertThat(inspect(snapshotOf(dropped().openedAt(initialiser).times(3))))
        .extracting(Finding::severity)
        .containsExactly(Severity.ADVICE);
    assertThat(inspect(snapshotOf(dropped().openedAt(initialiser).times(4))))
        .extracting(Finding::severity)
        .containsExactly(Severity.ERROR);
  }

  private static SampleBuilder justDropped() {
    return dropped().ownerCollectedFor(seconds(29)).idleFor(seconds(29));
  }

  private static AbandonedSockets justCollected(long count) {
    return new AbandonedSockets(
        SITE, "192.0.2.7:80", count, seconds(60), seconds(29), NOW - seconds(29));
  }

  /** So many, of which one had not been used since it was opened. */
  private static AbandonedSockets collected(@Nullable CallStack site, long count, long openNanos) {
    String destination = site == null ? "none" : "192.0.2.7:80";
    return new AbandonedSockets(site, destination, count, openNanos, openNanos, NOW - seconds(60));
  }

  private static SampleBuilder dropped() {
    return sample().kind(SocketKind.CHANNEL).ownerCollected().openedFor(seconds(60));
  }

  private static List<Finding> inspect(Snapshot snapshot) {
    return new SocketAbandonedDetector().inspect(snapshot, THRESHOLDS);
  }
}
