package dev.sockwatch.agent;

import static dev.sockwatch.snapshot.SnapshotBuilder.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.agent.settings.Settings;
import dev.sockwatch.agent.view.Health;
import dev.sockwatch.detect.Detector;
import dev.sockwatch.detect.Finding;
import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.detect.FindingId;
import dev.sockwatch.detect.Severity;
import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.report.log.FindingLog;
import dev.sockwatch.report.log.LogTarget;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.text.AddressMask;
import dev.sockwatch.weave.JdkWeaver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule that fails costs itself: it is logged once, and the other rules go on. */
class DetectionTest {
  private final Snapshot snapshot = snapshot().build();
  private final Health health =
      new Health(
          new SocketTable(new Lifecycle()),
          KernelSource.open(KernelSource.Choice.OFF),
          new JdkWeaver(),
          AddressMask.NONE,
          5_000_000_000L,
          1);
  private boolean isBroken = true;

  private Detection detection() {
    Detector broken =
        (sampled, thresholds) -> {
          if (isBroken) {
            throw new NoClassDefFoundError("on purpose");
          }
          return List.of(finding(FindingId.CLOSE_PENDING));
        };
    Detector sound = (sampled, thresholds) -> List.of(finding(FindingId.NEVER_CONNECTED));
    return new Detection(
        List.of(broken, sound),
        Settings.read("", Map.of(), Map.of()).thresholds(),
        List.of(),
        health,
        new FindingLog());
  }

  @Test
  void brokenRule_isLoggedOnceAndTheOthersGoOn(@TempDir Path folder) throws IOException {
    Path log = folder.resolve("log");
    LogTarget.openFile(log);
    Detection detection = detection();

    detection.detect(snapshot);
    detection.detect(snapshot);

    assertThat(states(detection)).containsExactly("never-connected open");
    assertThat(Files.readAllLines(log))
        .filteredOn(line -> line.contains("on purpose"))
        .singleElement()
        .asString()
        .contains("failed, watching goes on: java.lang.NoClassDefFoundError");
    assertThat(health.view().roundErrors()).isEqualTo(2);
  }

  @Test
  void ruleThatFailsOnce_resolvesNothing() {
    Detection detection = detection();
    isBroken = false;
    detection.detect(snapshot);
    isBroken = true;

    detection.detect(snapshot);
    assertThat(states(detection)).contains("close-pending open");

    detection.detect(snapshot);
    assertThat(states(detection)).as("broken for good").contains("close-pending resolved");
  }

  private static List<String> states(Detection detection) {
    return detection.findings().stream().map(f -> f.id() + " " + f.state()).toList();
  }

  private static Finding finding(FindingId id) {
    return new Finding(
        new FindingKey(id, "somewhere", "there"),
        null,
        Severity.WARNING,
        1,
        "somewhere",
        "a finding",
        Map.of(),
        "mend it");
  }
}
