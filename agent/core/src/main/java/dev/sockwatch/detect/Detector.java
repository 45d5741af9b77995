package dev.sockwatch.detect;

import dev.sockwatch.kernel.Snapshot;
import java.util.List;

/** One rule: a snapshot in, findings out, nothing kept. */
public interface Detector {
  /** What is true of this snapshot. */
  List<Finding> inspect(Snapshot snapshot, Thresholds thresholds);

  /** All rules. */
  static List<Detector> all() {
    return List.of(
        new SocketAbandonedDetector(),
        new CloseWaitDetector(),
        new ClosePendingDetector(),
        new NeverConnectedDetector(),
        new SocketsGrowingDetector(),
        new DescriptorsLowDetector());
  }
}
