package dev.sockwatch.sample;

import dev.sockwatch.net.Role;
import dev.sockwatch.net.TcpInfoField;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.snapshot.EndedConnection;
import dev.sockwatch.snapshot.EndedGroup;
import dev.sockwatch.snapshot.IncidentSample;
import dev.sockwatch.stack.CallStack;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last few connections that each line has opened to each destination and closed, however long
 * ago: what repeats slowly leaves no window full. Used by the sampler alone.
 */
final class EndedConnections {
  /** Of each line and destination. */
  private static final int LATEST = 32;

  /** The lines that closed one last; 500 x 32 take 1.5 MB at most. */
  private static final int MAX_GROUPS = 500;

  /** A pause of so many times the usual one ends a series. */
  private static final int LONG_PAUSES = 5;

  /** Of the first one nobody knows yet when the next is due. */
  private static final int LONGEST_PAUSE_WINDOWS = 60;

  private record Key(String destination, String site) {}

  private final long windowNanos;
  private final Map<Key, Series> byLine =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Series> eldest) {
          return size() > MAX_GROUPS;
        }
      };

  /**
   * None yet.
   *
   * @param windowNanos a shorter pause never ends a series
   */
  EndedConnections(long windowNanos) {
    this.windowNanos = windowNanos;
  }

  /** Takes one of our connections that the program closed. */
  void take(
      IncidentSample closed,
      boolean reset,
      String destination,
      @Nullable CallStack opening,
      String site,
      double weight) {
    if (closed.role() != Role.CLIENT || closed.tcp() == null) {
      return;
    }
    byLine
        .computeIfAbsent(new Key(destination, site), k -> new Series(destination, opening, site))
        .add(ended(closed, reset), weight, windowNanos);
  }

  private static EndedConnection ended(IncidentSample closed, boolean reset) {
    return new EndedConnection(
        closed.atNanos() - closed.elapsedNanos(),
        closed.atNanos(),
        Math.min(
            closed.tcp(TcpInfoField.DATA_SEGS_IN, -1), closed.tcp(TcpInfoField.DATA_SEGS_OUT, -1)),
        closed.tcp(TcpInfoField.MIN_RTT, 0),
        closed.tcp() != null && closed.tcp().state() == TcpState.CLOSE_WAIT,
        reset,
        closed.traceId());
  }

  /** What has not paused for long. */
  List<EndedGroup> round(long now) {
    List<EndedGroup> groups = new ArrayList<>();
    byLine.values().removeIf(series -> series.isOver(now, windowNanos));
    byLine.values().forEach(series -> groups.add(series.group()));
    return groups;
  }

  /** Those of one line and destination. */
  private static final class Series {
    private final String destination;
    private final @Nullable CallStack opening;
    private final String site;
    private final Deque<EndedConnection> latest = new ArrayDeque<>();
    private double count;
    private long sinceNanos;
    private @Nullable EndedGroup group;

    Series(String destination, @Nullable CallStack opening, String site) {
      this.destination = destination;
      this.opening = opening;
      this.site = site;
    }

    void add(EndedConnection ended, double weight, long windowNanos) {
      if (latest.isEmpty() || isOver(ended.openedAtNanos(), windowNanos)) {
        latest.clear();
        count = 0;
        sinceNanos = ended.openedAtNanos();
      } else if (latest.size() >= LATEST) {
        latest.removeFirst();
      }
      latest.addLast(ended);
      count += weight;
      group = null;
    }

    boolean isOver(long now, long windowNanos) {
      long usual = group().pauseNanos();
      return now - latest.getLast().closedAtNanos()
              > Math.max(windowNanos, LONG_PAUSES * Math.max(usual, 0))
          && (latest.size() > 1
              || now - latest.getLast().closedAtNanos() > LONGEST_PAUSE_WINDOWS * windowNanos);
    }

    EndedGroup group() {
      EndedGroup made = group;
      if (made == null) {
        made =
            new EndedGroup(
                destination, opening, site, Math.round(count), sinceNanos, List.copyOf(latest));
        group = made;
      }
      return made;
    }
  }
}
