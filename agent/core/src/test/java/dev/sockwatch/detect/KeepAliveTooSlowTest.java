package dev.sockwatch.detect;

import static dev.sockwatch.detect.Verdicts.THRESHOLDS;
import static dev.sockwatch.detect.Verdicts.evidence;
import static dev.sockwatch.detect.Verdicts.single;
import static dev.sockwatch.snapshot.SampleBuilder.sample;
import static dev.sockwatch.snapshot.SnapshotBuilder.snapshotOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.KeepAlive;
import dev.sockwatch.snapshot.SampleBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keepalive that comes too late is told, its two dangers apart. */
class KeepAliveTooSlowTest {
  private static final long WINDOW = THRESHOLDS.keepAlive().observedNanos();

  @Test
  void kernelsDefaults_areBothDangers() {
    Finding finding = single(inspect(7200, 75, 9));

    assertThat(finding.id().word()).isEqualTo("keepalive-too-slow");
    assertThat(finding.severity()).isEqualTo(Severity.ADVICE);
    assertThat(finding.summary())
        .isEqualTo(
            "1 connection idle for up to 4 min 0 s with a slow keepalive: the first probe comes"
                + " after 2 h 0 min, when a firewall or NAT on the way may have forgotten the"
                + " connection (after 4 min 0 s); a dead peer is missed only after 2 h 11 min");
    assertThat(finding.remedy())
        .isEqualTo(
            "set TCP_KEEPIDLE below 240, TCP_KEEPINTVL and TCP_KEEPCNT so that their product stays"
                + " below 900 (seconds), on what is opened at"
                + " com.acme.Orders.fetch(Orders.java:41); for the whole host"
                + " net.ipv4.tcp_keepalive_time");
    assertThat(evidence(finding))
        .containsExactly(
            "sockets=1",
            "longestIdleMillis=240000",
            "soKeepAlive=1",
            "tcpKeepIdleSeconds=7200",
            "tcpKeepIntvlSeconds=75",
            "tcpKeepCnt=9",
            "deadPeerNoticedSeconds=7875",
            "pathIdleSeconds=240");
  }

  @Test
  void firstProbeJustInTime_isSilent() {
    assertThat(inspect(239, 10, 3)).isEmpty();
    assertThat(single(inspect(240, 10, 3)).summary())
        .contains("the first probe comes after 4 min 0 s")
        .doesNotContain("dead peer");
  }

  @Test
  void detectionWithin15Minutes_isSilent() {
    assertThat(inspect(200, 100, 7)).isEmpty();
    assertThat(single(inspect(201, 100, 7)).summary())
        .contains("a dead peer is missed only after 15 min 1 s")
        .doesNotContain("first probe");
  }

  @Test
  void pathLimit_isNotScaled() {
    Thresholds scaled = THRESHOLDS.scaled(0.01);

    assertThat(
            new KeepAliveTooSlowDetector()
                .inspect(
                    snapshotOf(sample().idleFor(WINDOW / 100).keepAlive(on(239, 10, 3)).build()),
                    scaled))
        .isEmpty();
  }

  @Test
  void connectionInUse_isSilent() {
    assertThat(inspect(idle(on(7200, 75, 9)).idleFor(WINDOW - 1))).isEmpty();
  }

  @Test
  void keepaliveOff_isAnotherFinding() {
    assertThat(inspect(idle(new KeepAlive(false, 7200, 75, 9, 0, 0)))).isEmpty();
  }

  @Test
  void boundedWaits_areSilent() {
    assertThat(inspect(idle(new KeepAlive(true, 7200, 75, 9, 30_000, 0)))).isEmpty();
    assertThat(inspect(idle(new KeepAlive(true, 7200, 75, 9, 0, 30_000)))).isEmpty();
  }

  @Test
  void optionsSet_resolve() {
    assertThat(inspect(7200, 75, 9)).hasSize(1);
    assertThat(inspect(60, 10, 6)).isEmpty();
  }

  private static List<Finding> inspect(long idleSeconds, long interval, long probes) {
    return inspect(idle(on(idleSeconds, interval, probes)));
  }

  private static List<Finding> inspect(SampleBuilder socket) {
    return new KeepAliveTooSlowDetector().inspect(snapshotOf(socket.build()), THRESHOLDS);
  }

  private static SampleBuilder idle(KeepAlive keepAlive) {
    return sample().idleFor(WINDOW).keepAlive(keepAlive);
  }

  private static KeepAlive on(long idleSeconds, long interval, long probes) {
    return new KeepAlive(true, idleSeconds, interval, probes, 0, 0);
  }
}
