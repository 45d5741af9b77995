package dev.sockwatch.detect;

import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.net.Role;
import dev.sockwatch.snapshot.EndedConnection;
import dev.sockwatch.snapshot.EndedGroup;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.snapshot.SocketSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Connection after connection from one line to one destination, each for about one exchange: a
 * handshake for each request, and a port in TIME_WAIT after it. The structure decides, the pace
 * only how bad it is.
 *
 * <p>Exchanges are bounded by the kernel's count of segments with data in the direction that had
 * fewer. What a connection needs to be set up (TLS, a log-in) is learnt from the group: all carry
 * it.
 */
final class ConnectionPerRequestDetector implements Detector {
  /** One exchange, and three for a TLS handshake. */
  private static final int MOST_SEGMENTS = 4;

  /** A log-in to a data base takes five to ten packets; more is work. */
  private static final int MOST_SET_UP = 12;

  /** Of the last ones, "nearly all". */
  private static final int PERCENT = 90;

  private static final long LONG_LIVED_NANOS = 5_000_000_000L;

  /** Pauses that differ by no more than a fifth are a timer's. */
  private static final int REGULAR_PARTS = 5;

  @Override
  public List<Finding> inspect(Snapshot snapshot, Thresholds thresholds) {
    return inspect(snapshot, thresholds, Set.of());
  }

  /** What is open stays a warning down to four fifths of the number that made it one. */
  @Override
  public List<Finding> inspect(Snapshot snapshot, Thresholds thresholds, Set<FindingKey> open) {
    List<Finding> findings = new ArrayList<>();
    for (EndedGroup group : snapshot.ended()) {
      if (group.latest().size() >= thresholds.count(Threshold.PER_REQUEST_IN_A_ROW)) {
        long most = mostExchanges(group);
        List<EndedConnection> single =
            group.latest().stream().filter(c -> isSingle(c, most)).toList();
        if (Statistics.percent(single, group.latest()) >= PERCENT
            && lasts(group, snapshot.atNanos(), thresholds.incidentNanos())
            && !isTimer(group, thresholds.unscaledNanos(Threshold.PER_REQUEST_TIMER))
            && !isReused(group, most, snapshot)) {
          findings.add(new PerRequestFinding(group, single, snapshot, thresholds, open).finding());
        }
      }
    }
    return findings;
  }

  /** The set-up that all have in common, and one exchange. */
  private static long mostExchanges(EndedGroup group) {
    long least =
        group.latest().stream()
            .mapToLong(EndedConnection::exchanges)
            .filter(n -> n > 0)
            .min()
            .orElse(0);
    return Math.max(MOST_SEGMENTS, Math.min(least + 1, MOST_SET_UP));
  }

  private static boolean isSingle(EndedConnection ended, long most) {
    return ended.exchanges() >= 1
        && ended.exchanges() <= most
        && ended.lifeNanos() <= LONG_LIVED_NANOS;
  }

  /** A batch that ran once does not last. */
  private static boolean lasts(EndedGroup group, long now, long windowNanos) {
    return now - group.sinceNanos() >= windowNanos
        && group.latest().get(group.latest().size() - 1).closedAtNanos() - group.sinceNanos()
            >= windowNanos * 2 / 3;
  }

  /** A health check, or another poll by a timer with seconds in between: nothing to gain there. */
  private static boolean isTimer(EndedGroup group, long pauseNanos) {
    long pause = group.pauseNanos();
    if (pause < pauseNanos) {
      return false;
    }
    long uneven =
        group.pausesNanos().stream()
            .filter(one -> Math.abs(one - pause) > pause / REGULAR_PARTS)
            .count();
    return uneven * REGULAR_PARTS <= group.latest().size();
  }

  /** One that is open now has been used for more: the line does use connections twice. */
  private static boolean isReused(EndedGroup group, long most, Snapshot snapshot) {
    return snapshot.sockets().stream()
        .anyMatch(
            (SocketSample s) ->
                s.role() == Role.CLIENT
                    && PassedOver.exchanges(s) > most
                    && s.destination().equals(group.destination())
                    && s.site().equals(group.site()));
  }
}
