package dev.sockwatch.detect;

import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.net.IncidentKind;
import dev.sockwatch.snapshot.EndedConnection;
import dev.sockwatch.snapshot.EndedGroup;
import dev.sockwatch.snapshot.IncidentGroup;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.text.Durations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Words a {@code connection-per-request} finding, with its price.
 *
 * @param single those for about one exchange, of the last ones
 * @param open the findings that were open before
 */
record PerRequestFinding(
    EndedGroup group,
    List<EndedConnection> single,
    Snapshot snapshot,
    Thresholds thresholds,
    Set<FindingKey> open) {
  private static final int TRACES = 3;

  Finding finding() {
    List<EndedConnection> byPeer =
        single.stream().filter(EndedConnection::closedFirstByPeer).toList();
    boolean peerFirst = byPeer.size() * 2 > single.size();
    long inWindow = closedInWindow();
    int enough = thresholds.count(Threshold.PER_REQUEST_CONNECTIONS);
    boolean fast = inWindow >= (open.contains(key()) ? enough * 4 / 5 : enough);
    long count = fast ? inWindow : group.count();
    double rate = rate(inWindow, fast);
    long rtt = Statistics.median(single.stream().mapToLong(EndedConnection::minRttMicros));
    long exchanges = Statistics.median(single.stream().mapToLong(EndedConnection::exchanges));
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("connectionsClosed", count);
    evidence.put("connectionsPerSecond", Statistics.text(rate));
    evidence.put("medianDataSegments", exchanges);
    evidence.put("medianLifeMillis", Durations.millis(life()));
    evidence.put("minRttMicros", rtt);
    evidence.put("handshakeMicrosPerSecond", Math.round(rate * rtt));
    evidence.put("setUpMicrosEach", rtt * exchanges);
    evidence.put("closedFirstByPeerPercent", Statistics.percent(byPeer, single));
    snapshot
        .host()
        .context()
        .sockstat("tcpTimeWait")
        .ifPresent(n -> evidence.put("timeWaitOfAllDestinations", n));
    String traces = traces();
    if (!traces.isEmpty()) {
      evidence.put("latestTraces", traces);
    }
    return new Finding(
        key(),
        group.opening(),
        fast ? Severity.WARNING : Severity.ADVICE,
        (int) Math.min(Integer.MAX_VALUE, count),
        group.destination(),
        summary(count, rate, rtt, exchanges, peerFirst),
        evidence,
        remedy(peerFirst));
  }

  private FindingKey key() {
    return new FindingKey(FindingId.CONNECTION_PER_REQUEST, group.destination(), group.site());
  }

  private String summary(long count, double rate, long rtt, long exchanges, boolean peerFirst) {
    return SiteGroups.count(count, "connection")
        + " opened for about one exchange each"
        + (exchanges > 4 ? " after a set-up that takes " + (exchanges - 1) : "")
        + ", "
        + (rate >= 0.1
            ? Statistics.text(rate) + " a second"
            : "one every " + Durations.text(group.pauseNanos()))
        + ": each pays a handshake of "
        + rtt
        + " us at least"
        + (exchanges > 4 ? " and " + (exchanges - 1) * rtt + " us of set-up" : "")
        + (peerFirst
            ? "; the peer closes first"
            : ", and its port stays in TIME_WAIT for 60 s as this side closes first");
  }

  private String remedy(boolean peerFirst) {
    return peerFirst
        ? "let the peer keep connections alive (it closes after each answer; HTTP: no"
            + " \"Connection: close\"), then reuse them from one client or pool instead of a"
            + " new one at "
            + group.site()
        : "reuse connections to "
            + group.destination()
            + " (one shared client, or a pool) instead of opening one for each request at "
            + group.site();
  }

  private long closedInWindow() {
    return snapshot.incidents().stream()
        .filter(g -> g.kind() == IncidentKind.CLOSED)
        .filter(g -> g.destination().equals(group.destination()) && g.site().equals(group.site()))
        .mapToLong(IncidentGroup::count)
        .sum();
  }

  private double rate(long inWindow, boolean fast) {
    return fast
        ? Statistics.perSecond(inWindow, thresholds.incidentNanos())
        : Statistics.perSecond(1, group.pauseNanos());
  }

  private long life() {
    return Statistics.median(single.stream().mapToLong(EndedConnection::lifeNanos));
  }

  /** Of the latest ones that were opened in a span. */
  private String traces() {
    List<String> ids =
        single.stream().map(EndedConnection::traceId).filter(Objects::nonNull).distinct().toList();
    return String.join(", ", ids.subList(Math.max(0, ids.size() - TRACES), ids.size()));
  }
}
