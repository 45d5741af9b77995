package dev.sockwatch.detect;

import static dev.sockwatch.detect.Verdicts.THRESHOLDS;
import static dev.sockwatch.detect.Verdicts.single;
import static dev.sockwatch.snapshot.SnapshotBuilder.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.host.HostContext;
import dev.sockwatch.snapshot.GroupCounts.Heads;
import dev.sockwatch.snapshot.HostSample;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.snapshot.SocketGroup;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sockets of native code that become more and more are found by their number. */
class NativeSocketsGrowingTest {
  private static final int MANY = THRESHOLDS.count(Threshold.GROWING_MANY);
  private static final int ENOUGH = THRESHOLDS.count(Threshold.GROWING_SOCKETS);

  @Test
  void moreAndMore_areFound() {
    Finding finding = single(inspect(natives(85, 70, 50, 30, 10), Set.of()));

    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.destination()).isEqualTo("AF_UNIX sockets of native code");
    assertThat(finding.summary()).startsWith("85 AF_UNIX sockets that no hook saw open");
    assertThat(single(inspect(natives(MANY - 1, 9, 5, 3, 1), Set.of())).severity())
        .isEqualTo(Severity.ADVICE);
  }

  @Test
  void oneFewerOrNotRising_isSilent() {
    assertThat(inspect(natives(ENOUGH, 9, 5, 3, 1), Set.of())).hasSize(1);
    assertThat(inspect(natives(ENOUGH - 1, 9, 5, 3, 1), Set.of())).isEmpty();
    assertThat(inspect(natives(85, 85, 85, 85, 85), Set.of())).isEmpty();
    assertThat(inspect(natives(85, 70, 90, 30, 10), Set.of())).isEmpty();
  }

  @Test
  void leakThatPauses_staysUntilTheNumberFalls() {
    Set<FindingKey> open = Set.of(single(inspect(natives(85, 70, 50, 30, 10), Set.of())).key());

    assertThat(inspect(natives(85, 85, 85, 85, 85), open)).hasSize(1);
    assertThat(inspect(natives(84, 85, 85, 85, 85), open)).isEmpty();
  }

  private static Snapshot natives(int now, int... newestFirst) {
    HostSample host =
        new HostSample(
            OptionalLong.empty(),
            OptionalLong.empty(),
            false,
            HostContext.NONE,
            Map.of("AF_UNIX", now));
    return snapshot()
        .host(host)
        .earlier(
            SocketGroup.ofNative("AF_UNIX"),
            IntStream.of(newestFirst).mapToObj(n -> new Heads(n, 0, 0)).toArray(Heads[]::new))
        .build();
  }

  private static List<Finding> inspect(Snapshot snapshot, Set<FindingKey> open) {
    return new NativeSocketsGrowingDetector().inspect(snapshot, THRESHOLDS, open);
  }
}
