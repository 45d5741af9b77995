package dev.sockwatch.detect;

import static dev.sockwatch.detect.Verdicts.THRESHOLDS;
import static dev.sockwatch.detect.Verdicts.evidence;
import static dev.sockwatch.detect.Verdicts.single;
import static dev.sockwatch.snapshot.IncidentSampleBuilder.incident;
import static dev.sockwatch.snapshot.SnapshotBuilder.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.IncidentKind;
import dev.sockwatch.net.TcpInfoField;
import dev.sockwatch.snapshot.IncidentGroup;
import dev.sockwatch.snapshot.IncidentSampleBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectSlowTest {
  private static IncidentSampleBuilder slow(int synRetransmissions) {
    return incident()
        .elapsedMillis(1_013)
        .tcp(TcpInfoField.TOTAL_RETRANS, synRetransmissions)
        .tcp(TcpInfoField.RTT, 400);
  }

  private static List<Finding> inspect(IncidentGroup group) {
    return new ConnectSlowDetector().inspect(snapshot().incidents(group).build(), THRESHOLDS);
  }

  @Test
  void synSentAgain_isAWarning() {
    Finding finding = single(inspect(slow(1).times(3, IncidentKind.CONNECTED_SLOWLY)));

    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(evidence(finding))
        .containsExactly(
            "slowConnects=3",
            "medianConnectMillis=1013",
            "longestConnectMillis=1013",
            "synRetransmissions=1",
            "kernelSynRetransmits=6",
            "kernelGivesUpAfterSeconds=127",
            "rttMicros=400");
  }

  @Test
  void oneConnectLess_isNothing() {
    assertThat(inspect(slow(1).times(2, IncidentKind.CONNECTED_SLOWLY))).isEmpty();
  }

  @Test
  void programThatNoticedLate_isNothing() {
    assertThat(inspect(slow(0).times(3, IncidentKind.CONNECTED_SLOWLY))).isEmpty();
  }
}
