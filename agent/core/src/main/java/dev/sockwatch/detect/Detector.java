package dev.sockwatch.detect;

import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.snapshot.Snapshot;
import java.util.List;
import java.util.Set;

/** One rule: a snapshot in, findings out, nothing kept. */
public interface Detector {
  /** What is true of this snapshot. */
  List<Finding> inspect(Snapshot snapshot, Thresholds thresholds);

  /**
   * What is true of this snapshot, for a rule that is slower to let go than to fire.
   *
   * @param open the findings that were open before
   */
  default List<Finding> inspect(Snapshot snapshot, Thresholds thresholds, Set<FindingKey> open) {
    return inspect(snapshot, thresholds);
  }
}
