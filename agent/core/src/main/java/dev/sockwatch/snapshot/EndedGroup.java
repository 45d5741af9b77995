package dev.sockwatch.snapshot;

import dev.sockwatch.stack.CallStack;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connections that one line opened to one destination one after the other and closed again,
 * without a pause long enough to call it over.
 *
 * @param destination the other side
 * @param opening the stack that opened the first one, or null when no hook saw that
 * @param site the blamed line, or the destination where no line can be blamed
 * @param count how many, an estimate where more were closed than a round takes
 * @param sinceNanos when the first of them was opened, on the clock of {@link Snapshot}
 * @param latest the last few, oldest first
 */
public record EndedGroup(
    String destination,
    @Nullable CallStack opening,
    String site,
    long count,
    long sinceNanos,
    List<EndedConnection> latest) {
  /** How far apart they are opened, on average. */
  public long pauseNanos() {
    int last = latest.size() - 1;
    return last < 1 ? 0 : (latest.get(last).openedAtNanos() - latest.get(0).openedAtNanos()) / last;
  }
}
