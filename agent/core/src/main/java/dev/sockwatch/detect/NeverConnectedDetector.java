package dev.sockwatch.detect;

import dev.sockwatch.net.Protocol;
import dev.sockwatch.net.Role;
import dev.sockwatch.net.SocketFailure;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.snapshot.SocketSample;
import dev.sockwatch.text.Durations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A stream socket was created and then neither connected, bound nor closed: mostly a connect that
 * failed before the JDK touched the network (an unresolved host), without a close in the catch.
 */
final class NeverConnectedDetector implements Detector {

  @Override
  public List<Finding> inspect(Snapshot snapshot, Thresholds thresholds) {
    long since = snapshot.atNanos() - thresholds.nanos(Threshold.NEVER_CONNECTED_AFTER);
    List<Finding> findings = new ArrayList<>();
    for (List<SocketSample> group :
        SiteGroups.group(snapshot.sockets(), s -> isUnused(s) && s.openedAtNanos() - since <= 0)) {
      findings.add(finding(group, snapshot.atNanos()));
    }
    return findings;
  }

  /** The kernel decides: a connect in progress is SYN_SENT, a bound socket has a local address. */
  private static boolean isUnused(SocketSample socket) {
    boolean stream = socket.role() == Role.UNCONNECTED || socket.role() == Role.CLIENT;
    boolean idleInKernel = socket.state() == TcpState.CLOSE || socket.protocol() == Protocol.UNIX;
    return stream
        && socket.kind().isOpenSeen()
        && !socket.connected()
        && socket.local() == null
        && !socket.isClosed()
        && !socket.ownerCollected()
        && idleInKernel;
  }

  private static Finding finding(List<SocketSample> group, long now) {
    long oldest = group.stream().mapToLong(s -> now - s.openedAtNanos()).max().orElse(0);
    String failure =
        group.stream()
            .map(SocketSample::connectFailure)
            .filter(f -> f != null)
            .map(SocketFailure::text)
            .findFirst()
            .orElse("");
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("sockets", (long) group.size());
    evidence.put("tcpState", group.get(0).state() == null ? "none" : TcpState.CLOSE.name());
    evidence.put("oldestMillis", Durations.millis(oldest));
    if (!failure.isEmpty()) {
      evidence.put("connectFailure", failure);
    }
    String summary =
        SiteGroups.count(group.size(), "socket")
            + " created up to "
            + Durations.text(oldest)
            + " ago, never connected and not closed"
            + (failure.isEmpty() ? "" : ": connect threw " + failure);
    String remedy =
        failure.isEmpty()
            ? "close the socket when it is not used, or create it only to connect it"
            : "close the socket where connect's exception is caught: connect does not, here";
    return new Finding(
        SiteGroups.key(FindingId.NEVER_CONNECTED, "", group),
        group.get(0).opening(),
        Severity.WARNING,
        group.size(),
        SiteGroups.destinationOf(group),
        summary,
        evidence,
        remedy);
  }
}
