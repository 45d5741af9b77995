package dev.sockwatch.snapshot;

import dev.sockwatch.stack.CallStack;
import java.util.ArrayList;
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
  /** How far apart they were opened, in the order of that. */
  public List<Long> pausesNanos() {
    long origin = sinceNanos; // System.nanoTime may be negative
    long[] opened = latest.stream().mapToLong(c -> c.openedAtNanos() - origin).sorted().toArray();
    List<Long> pauses = new ArrayList<>();
    for (int i = 1; i < opened.length; i++) {
      pauses.add(opened[i] - opened[i - 1]);
    }
    return pauses;
  }

  /** How far apart they are opened, in most cases; 0 of a single one. */
  public long pauseNanos() {
    List<Long> pauses = pausesNanos();
    return pauses.isEmpty() ? 0 : pauses.stream().sorted().toList().get(pauses.size() / 2);
  }
}
