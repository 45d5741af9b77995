package dev.sockwatch.snapshot;

import dev.sockwatch.net.IncidentKind;
import dev.sockwatch.stack.CallStack;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened in the last window to the sockets of one destination and call site.
 *
 * @param kind what
 * @param destination the other side; of accepted connections, where they were accepted
 * @param opening the stack that opened one of the sockets, or null when no hook saw that
 * @param site the blamed line, or the destination where no line can be blamed
 * @param count how often in the window, an estimate where more happened than a round takes
 * @param beganAtNanos since when some are in each window, on the clock of {@link Snapshot}
 * @param roundsAtNanos the rounds in which there were some, oldest first
 * @param incidents those that were taken, oldest first; the newest of many
 * @param before the last few that did harm, of the hour before the window, oldest first
 */
public record IncidentGroup(
    IncidentKind kind,
    String destination,
    @Nullable CallStack opening,
    String site,
    long count,
    long beganAtNanos,
    List<Long> roundsAtNanos,
    List<IncidentSample> incidents,
    List<IncidentSample> before) {
  /** Those before the window, then those in it. */
  public List<IncidentSample> all() {
    if (before.isEmpty()) {
      return incidents;
    }
    List<IncidentSample> all = new ArrayList<>(before);
    all.addAll(incidents);
    return all;
  }

  /**
   * Whether it has gone on for a whole window, and happened in each of so many equal parts of the
   * one before {@code now}.
   */
  public boolean isSteadyFor(int parts, long now, long windowNanos) {
    if (now - beganAtNanos < windowNanos) {
      return false;
    }
    boolean[] seen = new boolean[parts];
    for (long at : roundsAtNanos) {
      long part = (now - at) * parts / Math.max(1, windowNanos);
      if (part >= 0 && part < parts) {
        seen[(int) part] = true;
      }
    }
    for (boolean one : seen) {
      if (!one) {
        return false;
      }
    }
    return true;
  }
}
