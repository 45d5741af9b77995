package dev.sockwatch.detect;

import static dev.sockwatch.detect.Verdicts.THRESHOLDS;
import static dev.sockwatch.detect.Verdicts.evidence;
import static dev.sockwatch.detect.Verdicts.single;
import static dev.sockwatch.snapshot.SampleBuilder.OTHER_SITE;
import static dev.sockwatch.snapshot.SampleBuilder.sample;
import static dev.sockwatch.snapshot.SnapshotBuilder.seconds;
import static dev.sockwatch.snapshot.SnapshotBuilder.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.host.HostContext;
import dev.sockwatch.snapshot.HostSample;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.snapshot.SnapshotBuilder;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A process that runs out of descriptors is told before it fails, and who holds them. */
class DescriptorsLowTest {
  @Test
  void fewLeft_isAWarning() {
    Finding finding =
        single(
            inspect(
                open(810, 1000)
                    .sockets(sample().times(2))
                    .sockets(sample().openedAt(OTHER_SITE).times(3))
                    .build()));

    assertThat(finding.id().word()).isEqualTo("descriptors-low");
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.count()).isEqualTo(5);
    assertThat(finding.destination()).isEqualTo("this process");
    assertThat(finding.opening()).isEqualTo(OTHER_SITE);
    assertThat(finding.summary())
        .isEqualTo("810 of 1000 file descriptors are open (81 %), 5 of them sockets");
    assertThat(finding.remedy())
        .isEqualTo(
            "close what is opened at com.acme.Prices.load(Prices.java:7); raise ulimit -n"
                + " (LimitNOFILE in systemd) only if that many are needed");
    assertThat(evidence(finding))
        .containsExactly(
            "openDescriptors=810",
            "descriptorLimit=1000",
            "sockets=5",
            "mostSocketsAt=com.acme.Prices.load(Prices.java:7)",
            "socketsThere=3");
  }

  @Test
  void socketsOfNativeCode_areSocketsAndNotFiles() {
    HostSample host =
        new HostSample(
            OptionalLong.of(105),
            OptionalLong.of(120),
            false,
            HostContext.NONE,
            Map.of("AF_UNIX", 85, "AF_NETLINK", 2));

    Finding finding = single(inspect(snapshot().host(host).sockets(sample().build()).build()));

    assertThat(finding.summary())
        .isEqualTo(
            "105 of 120 file descriptors are open (87 %), 88 of them sockets (85 AF_UNIX, 2"
                + " AF_NETLINK of native code or the JVM's own, which no hook saw)");
    assertThat(finding.count()).isEqualTo(88);
    assertThat(finding.remedy()).startsWith("look at native code (JNA, JNI)");
    assertThat(finding.opening()).isNull();
    assertThat(evidence(finding)).contains("sockets=88");
  }

  @Test
  void processWithoutSockets_isToldToLookForFiles() {
    assertThat(single(inspect(open(800, 1000).build())).remedy())
        .isEqualTo(
            "look for files that are not closed, or raise ulimit -n (LimitNOFILE in systemd)");
  }

  @Test
  void risingNumber_isForecast() {
    Finding finding =
        single(
            inspect(
                open(850, 1000)
                    .descriptorsBefore(seconds(30), 840)
                    .descriptorsBefore(seconds(100), 750)
                    .build()));

    assertThat(finding.summary())
        .isEqualTo(
            "850 of 1000 file descriptors are open (85 %), 0 of them sockets; none left in 2 min"
                + " 30 s at this rate");
    assertThat(evidence(finding)).contains("secondsUntilExhausted=150");
  }

  @Test
  void steadyOrUnknownNumber_isNotForecast() {
    assertThat(evidence(single(inspect(before(seconds(60), 850)))))
        .noneMatch(e -> e.startsWith("secondsUntilExhausted"));
    assertThat(evidence(single(inspect(before(seconds(1) - 1, 100)))))
        .noneMatch(e -> e.startsWith("secondsUntilExhausted"));
  }

  @Test
  void shareBelowTheThreshold_isSilent() {
    assertThat(inspect(open(799, 1000).build())).isEmpty();
    assertThat(inspect(open(800, 1000).build())).hasSize(1);
  }

  @Test
  void nearlyNoneLeft_isAnError() {
    assertThat(single(inspect(open(949, 1000).build())).severity()).isEqualTo(Severity.WARNING);
    assertThat(single(inspect(open(950, 1000).build())).severity()).isEqualTo(Severity.ERROR);
  }

  @Test
  void noneLeft_isAnErrorThoughTheyCannotBeCounted() {
    HostSample host = new HostSample(OptionalLong.empty(), OptionalLong.of(64), true);
    Finding finding = single(inspect(snapshot().host(host).build()));

    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.summary())
        .isEqualTo(
            "64 of 64 file descriptors are open (100 %), 0 of them sockets; a call failed with"
                + " \"Too many open files\"");
  }

  @Test
  void limitUnknown_isSilent() {
    HostSample host = new HostSample(OptionalLong.of(1000), OptionalLong.empty(), true);

    assertThat(inspect(snapshot().host(host).build())).isEmpty();
  }

  @Test
  void numberUnknown_isSilent() {
    HostSample host = new HostSample(OptionalLong.empty(), OptionalLong.of(1000), false);

    assertThat(inspect(snapshot().host(host).build())).isEmpty();
  }

  @Test
  void descriptorsClosed_resolves() {
    assertThat(inspect(open(100, 1000).build())).isEmpty();
  }

  @Test
  void siteWithTheMostSockets_mayChange_butItIsTheSameFinding() {
    Finding before = single(inspect(open(900, 1000).sockets(sample().build()).build()));
    Finding after =
        single(inspect(open(900, 1000).sockets(sample().openedAt(OTHER_SITE).build()).build()));

    assertThat(after.key()).isEqualTo(before.key());
  }

  private static SnapshotBuilder open(long number, long limit) {
    return snapshot().host(new HostSample(OptionalLong.of(number), OptionalLong.of(limit), false));
  }

  private static Snapshot before(long nanos, long number) {
    return open(850, 1000).descriptorsBefore(nanos, number).build();
  }

  private static List<Finding> inspect(Snapshot snapshot) {
    return new DescriptorsLowDetector().inspect(snapshot, THRESHOLDS);
  }
}
