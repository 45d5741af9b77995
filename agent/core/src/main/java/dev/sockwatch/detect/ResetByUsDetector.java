package dev.sockwatch.detect;

import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.net.IncidentKind;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.snapshot.IncidentGroup;
import dev.sockwatch.snapshot.IncidentSample;
import dev.sockwatch.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The program closes connections in a way that makes the kernel send a RST instead of a FIN: with
 * received bytes unread (RFC 1122 section 4.2.2.13, {@code __tcp_close} in {@code net/ipv4/tcp.c}),
 * or with SO_LINGER 0.
 *
 * <p>Where the peer has closed before, nobody is hurt by either.
 */
final class ResetByUsDetector implements Detector {
  /** A TLS close_notify takes 31 bytes, a frame of HTTP/2 that ends or acknowledges 9 to 17. */
  private static final long FAREWELL_BYTES = 64;

  @Override
  public List<Finding> inspect(Snapshot snapshot, Thresholds thresholds) {
    List<Finding> findings = new ArrayList<>();
    for (IncidentGroup group : snapshot.incidents()) {
      if (group.kind() == IncidentKind.CLOSED) {
        unread(group, snapshot, thresholds).ifPresent(findings::add);
        linger(group, snapshot, thresholds).ifPresent(findings::add);
      }
    }
    return findings;
  }

  private static boolean isOpenAtPeer(IncidentSample closed) {
    TcpState state = closed.tcp() == null ? null : closed.tcp().state();
    return state == TcpState.ESTABLISHED || state == TcpState.FIN_WAIT2;
  }

  private static Optional<Finding> unread(
      IncidentGroup group, Snapshot snapshot, Thresholds thresholds) {
    List<IncidentSample> closed =
        Recurrence.of(
            List.of(group),
            e -> isOpenAtPeer(e) && e.unreadBytes().orElse(0) > 0,
            thresholds.count(Threshold.INCIDENTS_COUNT),
            snapshot,
            thresholds);
    if (closed.isEmpty()) {
      return Optional.empty();
    }
    long bytes = closed.stream().mapToLong(e -> e.unreadBytes().orElse(0)).sum();
    long median = Statistics.median(closed.stream().mapToLong(e -> e.unreadBytes().orElse(0)));
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("resets", (long) closed.size());
    evidence.put("unreadBytes", bytes);
    evidence.put("medianUnreadBytes", median);
    evidence.put("tcpState", TcpState.ESTABLISHED.name());
    return Optional.of(
        finding(
            group,
            "unread data",
            median > FAREWELL_BYTES ? Severity.WARNING : Severity.ADVICE,
            closed.size(),
            SiteGroups.count(closed.size(), "connection")
                + " closed with "
                + median
                + " received bytes unread (median), "
                + bytes
                + " in all: the kernel threw them away and sent a RST, which also takes what the"
                + " peer had not read yet",
            evidence,
            "read the answer to its end before closing (or discard it up to a limit), or end the"
                + " stream in agreement with the peer; opened at "
                + group.site()));
  }

  private static Optional<Finding> linger(
      IncidentGroup group, Snapshot snapshot, Thresholds thresholds) {
    List<IncidentSample> closed =
        Recurrence.of(
            List.of(group),
            e ->
                isOpenAtPeer(e)
                    && e.lingerSeconds().orElse(-1) == 0
                    && e.unreadBytes().orElse(0) == 0,
            thresholds.count(Threshold.INCIDENTS_COUNT),
            snapshot,
            thresholds);
    if (closed.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("resets", (long) closed.size());
    evidence.put("soLingerSeconds", 0L);
    return Optional.of(
        finding(
            group,
            "linger 0",
            Severity.ADVICE,
            closed.size(),
            SiteGroups.count(closed.size(), "connection")
                + " closed with SO_LINGER 0: the kernel sends a RST and drops what it had not sent"
                + " yet, and the peer sees \"Connection reset\"",
            evidence,
            "leave SO_LINGER alone (setSoLinger(false, 0)) unless the peer is to be cut off; against"
                + " TIME_WAIT reuse connections; opened at "
                + group.site()));
  }

  private static Finding finding(
      IncidentGroup group,
      String rule,
      Severity severity,
      int count,
      String summary,
      Map<String, Object> evidence,
      String remedy) {
    return new Finding(
        new FindingKey(FindingId.RESET_BY_US, rule + " " + group.destination(), group.site()),
        group.opening(),
        severity,
        count,
        group.destination(),
        summary,
        evidence,
        remedy);
  }
}
