package dev.sockwatch.detect;

import dev.sockwatch.net.TcpState;
import dev.sockwatch.snapshot.GroupCounts;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.snapshot.SocketSample;
import dev.sockwatch.stack.CallStack;
import dev.sockwatch.text.Durations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The kernel holds a connection in CLOSE_WAIT: the peer has closed and waits for us to.
 *
 * <p>Whether the program has read the peer's EOF decides: if so, and it neither sent anything since
 * nor closed, it has forgotten the socket. If not, it may be a stale connection in a pool: one that
 * stays steady is advice; unread data or a rising number is a warning.
 */
final class CloseWaitDetector implements Detector {
  @Override
  public List<Finding> inspect(Snapshot snapshot, Thresholds thresholds) {
    long since = snapshot.atNanos() - thresholds.nanos(Threshold.CLOSE_WAIT_AFTER);
    List<SocketSample> stuck = snapshot.sockets().stream().filter(s -> isStuck(s, since)).toList();
    List<Finding> findings = new ArrayList<>();
    // A server may still be answering a client that has only closed its sending side.
    for (List<SocketSample> group :
        SiteGroups.group(stuck, s -> s.isEndOfInputRead() && !s.hasSentSince(since))) {
      findings.add(read(group, snapshot.atNanos()));
    }
    for (List<SocketSample> group : SiteGroups.group(stuck, s -> !s.isEndOfInputRead())) {
      findings.add(unread(group, snapshot));
    }
    return findings;
  }

  private static boolean isStuck(SocketSample socket, long since) {
    return (socket.state() == TcpState.CLOSE_WAIT || socket.isUnixDomain())
        && !socket.isClosed()
        && socket.closeWait() != null
        && socket.closeWait().sinceNanos() - since <= 0;
  }

  private static Finding read(List<SocketSample> group, long now) {
    Map<String, Object> evidence = evidence(group, now);
    CallStack reader =
        group.stream()
            .map(s -> s.endOfInput() == null ? null : s.endOfInput().reader())
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    evidence.put("endOfInputRead", true);
    if (reader != null) {
      evidence.put("endOfInputReadAt", reader.callSite());
    }
    String summary =
        SiteGroups.count(group.size(), "connection")
            + inCloseWait(group)
            + Durations.text(oldest(group, now))
            + ": the peer has closed, the program has read the end of input and not closed";
    String remedy =
        "close the socket "
            + SiteGroups.where(group.get(0).opening())
            + " on every path, e.g. by try-with-resources";
    return new Finding(
        SiteGroups.key(FindingId.CLOSE_WAIT, "end of input read", group),
        group.get(0).opening(),
        Severity.ERROR,
        group.size(),
        SiteGroups.destinationOf(group),
        summary,
        evidence,
        remedy);
  }

  private static Finding unread(List<SocketSample> group, Snapshot snapshot) {
    long waiting = group.stream().filter(s -> s.unreadBytes().orElse(0) > 0).count();
    boolean rising = group.size() >= 3 && Trend.isRising(snapshot, c -> unreadIn(c, group));
    Map<String, Object> evidence = evidence(group, snapshot.atNanos());
    boolean known =
        group.stream()
            .allMatch(
                s ->
                    s.opening() != null
                        || (s.closeWait() != null && s.closeWait().finWaits() != null));
    if (known) { // else it may have been read before the sockets were watched
      evidence.put("endOfInputRead", false);
    }
    evidence.put("socketsWithUnreadBytes", waiting);
    evidence.put("rising", rising);
    String what =
        waiting > 0
            ? ": the peer has closed, and received data is not read in " + waiting + " of them"
            : rising
                ? ": the peer has closed, nobody reads, and there are more and more of them"
                : ": the peer has closed, and nobody has noticed yet (a stale pooled connection?)";
    String remedy =
        "read or close the connections "
            + SiteGroups.where(group.get(0).opening())
            + "; in a pool, evict idle connections sooner than the peer closes them";
    return new Finding(
        SiteGroups.key(FindingId.CLOSE_WAIT, "end of input unread", group),
        group.get(0).opening(),
        waiting > 0 || rising ? Severity.WARNING : Severity.ADVICE,
        group.size(),
        SiteGroups.destinationOf(group),
        SiteGroups.count(group.size(), "connection")
            + inCloseWait(group)
            + Durations.text(oldest(group, snapshot.atNanos()))
            + what,
        evidence,
        remedy);
  }

  private static Map<String, Object> evidence(List<SocketSample> group, long now) {
    Map<String, Object> evidence = new LinkedHashMap<>();
    if (!group.get(0).isUnixDomain()) {
      evidence.put("tcpState", TcpState.CLOSE_WAIT.name());
    }
    evidence.put("sockets", (long) group.size());
    evidence.put("oldestCloseWaitMillis", Durations.millis(oldest(group, now)));
    evidence.put("unreadBytes", group.stream().mapToLong(s -> s.unreadBytes().orElse(0)).sum());
    return evidence;
  }

  /** A Unix domain socket has no such state; the kernel says that its peer sends no more. */
  private static String inCloseWait(List<SocketSample> group) {
    return group.get(0).isUnixDomain()
        ? " over Unix domain sockets, ended by the peer, for up to "
        : " in CLOSE_WAIT for up to ";
  }

  private static long oldest(List<SocketSample> group, long now) {
    return group.stream()
        .mapToLong(s -> s.closeWait() == null ? 0 : now - s.closeWait().sinceNanos())
        .max()
        .orElse(0);
  }

  private static int unreadIn(GroupCounts census, List<SocketSample> group) {
    return group.stream()
        .map(SocketSample::group)
        .distinct()
        .mapToInt(g -> census.of(g).closeWaitUnread())
        .sum();
  }
}
