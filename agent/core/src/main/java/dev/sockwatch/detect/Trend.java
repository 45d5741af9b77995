package dev.sockwatch.detect;

import dev.sockwatch.snapshot.GroupCounts;
import dev.sockwatch.snapshot.Snapshot;
import java.util.List;
import java.util.function.ToIntFunction;

/** Whether a number rises from window to window. */
final class Trend {
  private static final int WINDOWS = 3;

  private Trend() {}

  /**
   * True if the number fell in none of the last three windows and rose in at least two: what comes
   * and goes falls, and what is opened once a window may miss one.
   */
  static boolean isRising(Snapshot snapshot, ToIntFunction<GroupCounts> number) {
    List<GroupCounts> earlier = snapshot.earlier();
    if (earlier.size() <= WINDOWS) {
      return false;
    }
    int rises = 0;
    for (int i = 0; i < WINDOWS; i++) {
      int later = number.applyAsInt(earlier.get(i));
      int before = number.applyAsInt(earlier.get(i + 1));
      if (later < before) {
        return false;
      }
      rises += later > before ? 1 : 0;
    }
    return rises >= WINDOWS - 1;
  }
}
