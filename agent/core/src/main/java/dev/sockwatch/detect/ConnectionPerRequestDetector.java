package dev.sockwatch.detect;

import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.net.IncidentKind;
import dev.sockwatch.net.Role;
import dev.sockwatch.net.TcpInfoField;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.snapshot.IncidentGroup;
import dev.sockwatch.snapshot.IncidentSample;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.text.Durations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Connection after connection to one destination, each for about one exchange: a handshake for each
 * request, and a port in TIME_WAIT after it.
 *
 * <p>Exchanges are bounded by the kernel's count of segments with data in the direction that had
 * fewer; a TLS handshake takes up to three.
 */
final class ConnectionPerRequestDetector implements Detector {
  private static final int TRACES = 3;

  private static final int MOST_SEGMENTS = 4;
  private static final long LONG_LIVED_NANOS = 5_000_000_000L;

  /** A batch that ran once and is over leaves parts of the window empty. */
  private static final int PARTS = 3;

  @Override
  public List<Finding> inspect(Snapshot snapshot, Thresholds thresholds) {
    List<Finding> findings = new ArrayList<>();
    for (IncidentGroup group : snapshot.episodes()) {
      if (group.kind() == IncidentKind.CLOSED
          && group.count() >= thresholds.count(Threshold.PER_REQUEST_CONNECTIONS)) {
        List<IncidentSample> connections =
            group.episodes().stream().filter(e -> e.role() == Role.CLIENT).toList();
        List<IncidentSample> single =
            connections.stream().filter(ConnectionPerRequestDetector::isSingle).toList();
        if (!single.isEmpty()
            && Statistics.percent(single, connections) >= 80
            && group.isSteadyFor(PARTS, snapshot.atNanos(), thresholds.incidentNanos())) {
          findings.add(finding(group, single, snapshot, thresholds.incidentNanos()));
        }
      }
    }
    return findings;
  }

  private static boolean isSingle(IncidentSample closed) {
    long exchanges = exchanges(closed);
    return exchanges >= 1
        && exchanges <= MOST_SEGMENTS
        && closed.elapsedNanos() <= LONG_LIVED_NANOS;
  }

  private static long exchanges(IncidentSample closed) {
    return Math.min(
        closed.tcp(TcpInfoField.DATA_SEGS_IN, -1), closed.tcp(TcpInfoField.DATA_SEGS_OUT, -1));
  }

  /** Of the latest ones that were opened in a span. */
  private static String traces(List<IncidentSample> closed) {
    List<String> ids =
        closed.stream().map(IncidentSample::traceId).filter(Objects::nonNull).distinct().toList();
    return String.join(", ", ids.subList(Math.max(0, ids.size() - TRACES), ids.size()));
  }

  private static Finding finding(
      IncidentGroup group, List<IncidentSample> single, Snapshot snapshot, long windowNanos) {
    List<IncidentSample> byPeer =
        single.stream()
            .filter(e -> e.tcp() != null && e.tcp().state() == TcpState.CLOSE_WAIT)
            .toList();
    boolean peerFirst = byPeer.size() * 2 > single.size();
    long rtt = Statistics.median(single.stream().mapToLong(e -> e.tcp(TcpInfoField.MIN_RTT, 0)));
    double rate = Statistics.perSecond(group.count(), windowNanos);
    long lifeNanos = Statistics.median(single.stream().mapToLong(IncidentSample::elapsedNanos));
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("connectionsClosed", group.count());
    evidence.put("connectionsPerSecond", Statistics.text(rate));
    evidence.put(
        "medianDataSegments",
        Statistics.median(single.stream().mapToLong(ConnectionPerRequestDetector::exchanges)));
    evidence.put("medianLifeMillis", Durations.millis(lifeNanos));
    evidence.put("minRttMicros", rtt);
    evidence.put("handshakeMicrosPerSecond", Math.round(rate * rtt));
    evidence.put("closedFirstByPeerPercent", Statistics.percent(byPeer, single));
    snapshot
        .host()
        .context()
        .sockstat("tcpTimeWait")
        .ifPresent(n -> evidence.put("timeWaitOfAllDestinations", n));
    String traces = traces(single);
    if (!traces.isEmpty()) {
      evidence.put("latestTraces", traces);
    }
    String summary =
        SiteGroups.count(group.count(), "connection")
            + " opened for about one exchange each, "
            + Statistics.text(rate)
            + " a second: each pays a handshake of "
            + rtt
            + " us at least"
            + (peerFirst
                ? "; the peer closes first"
                : ", and its port stays in TIME_WAIT for 60 s as this side closes first");
    String remedy =
        peerFirst
            ? "let the peer keep connections alive (it closes after each answer; HTTP: no"
                + " \"Connection: close\"), then reuse them from one client or pool instead of a"
                + " new one at "
                + group.site()
            : "reuse connections to "
                + group.destination()
                + " (one shared client, or a pool) instead of opening one for each request at "
                + group.site();
    return new Finding(
        new FindingKey(FindingId.CONNECTION_PER_REQUEST, group.destination(), group.site()),
        group.opening(),
        Severity.WARNING,
        (int) Math.min(Integer.MAX_VALUE, group.count()),
        group.destination(),
        summary,
        evidence,
        remedy);
  }
}
