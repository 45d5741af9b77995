package dev.sockwatch.detect;

import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.net.Role;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.snapshot.GroupCounts;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.snapshot.SocketGroup;
import dev.sockwatch.snapshot.SocketSample;
import dev.sockwatch.text.Durations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;

/** Words a {@code sockets-growing} finding about the sockets that one line holds. */
record HeldFinding(SocketGroup group, List<SocketSample> sockets, Snapshot snapshot) {
  static FindingKey key(SocketGroup group) {
    return new FindingKey(
        FindingId.SOCKETS_GROWING, group.role().word() + " " + group.destination(), group.site());
  }

  /** "15 connections", "15 UDP sockets". */
  String count(int number) {
    SocketSample first = sockets.get(0);
    return SiteGroups.count(
        number,
        first.isDatagram()
            ? (first.isUnixDomain() ? "Unix domain datagram socket" : "UDP socket")
            : first.isUnixDomain() ? "Unix domain connection" : "connection");
  }

  /** How long they have been idle. */
  String idleWords(List<SocketSample> idle) {
    LongSummaryStatistics times = idleTimes(idle);
    String longest = Durations.text(times.getMax());
    String shortest = Durations.text(times.getMin());
    return longest.equals(shortest)
        ? "; idle for " + longest
        : "; idle for " + shortest + " to " + longest;
  }

  /** Bytes that lie unread in each (median), where most of them hold some; else 0. */
  private static long unreadBytes(List<SocketSample> idle) {
    return Statistics.median(idle.stream().mapToLong(s -> s.unreadBytes().orElse(0)));
  }

  /** "lie idle and are not used again", or what lies in them. */
  static String lieIdle(List<SocketSample> idle) {
    long bytes = unreadBytes(idle);
    return bytes > 0
        ? "hold what was received and not read, " + bytes + " bytes each (median)"
        : "lie idle and are not used again";
  }

  /** The same of all. */
  static String notUsed(List<SocketSample> idle) {
    long bytes = unreadBytes(idle);
    return bytes > 0
        ? "each holds what was received and not read, " + bytes + " bytes (median)"
        : "none was used again";
  }

  Finding ofOpened(
      List<SocketSample> idle, Severity severity, String summary, Map<String, Object> more) {
    boolean datagram = sockets.get(0).isDatagram();
    String remedy =
        (datagram
                ? "use one socket for all datagrams, or close each after its use; "
                : unreadBytes(idle) > 0
                    ? "read each answer to its end or close it, on every path: until then its"
                        + " connection goes back to no pool; "
                    : "reuse connections to "
                        + group.destination()
                        + " (a pool, or one shared client), or close each after its use; ")
            + "opened at "
            + group.site();
    return finding(sockets, idle, severity, summary, more, remedy);
  }

  Finding ofAccepted(List<SocketSample> silent, Severity severity, String summary) {
    String remedy =
        "set a read timeout on connections accepted at "
            + group.site()
            + " and close those that stay silent";
    return finding(silent, silent, severity, summary, Map.of(), remedy);
  }

  private Finding finding(
      List<SocketSample> told,
      List<SocketSample> idle,
      Severity severity,
      String summary,
      Map<String, Object> more,
      String remedy) {
    Map<String, Object> evidence = new LinkedHashMap<>();
    if (told.get(0).state() != null) {
      evidence.put("tcpState", TcpState.ESTABLISHED.name());
    }
    evidence.put("sockets", (long) told.size());
    if (!snapshot.earlier().isEmpty()) {
      evidence.put("growthPerMinute", growthPerMinute(told.size()));
    }
    evidence.put("idleSockets", (long) idle.size());
    evidence.put("longestIdleMillis", Durations.millis(idleTimes(idle).getMax()));
    long unreadBytes = idle.stream().mapToLong(s -> s.unreadBytes().orElse(0)).sum();
    if (unreadBytes > 0) {
      evidence.put("unreadBytes", unreadBytes);
    }
    evidence.putAll(more);
    return new Finding(
        key(group),
        sockets.get(0).opening(),
        severity,
        told.size(),
        group.destination(),
        summary,
        evidence,
        remedy);
  }

  private long growthPerMinute(int number) {
    GroupCounts first = snapshot.earlier().get(snapshot.earlier().size() - 1);
    int before = group.role() == Role.SERVER ? first.of(group).silent() : first.of(group).open();
    double perMinute = (number - before) * 60e9 / Math.max(1, snapshot.atNanos() - first.atNanos());
    return Math.max(0, Math.round(perMinute));
  }

  private LongSummaryStatistics idleTimes(List<SocketSample> idle) {
    long now = snapshot.atNanos();
    return idle.stream()
        .mapToLong(s -> now - (s.isIdleSince(now) ? s.lastTransfer().atNanos() : s.openedAtNanos()))
        .summaryStatistics();
  }
}
