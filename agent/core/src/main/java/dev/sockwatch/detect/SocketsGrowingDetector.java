package dev.sockwatch.detect;

import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.net.Role;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.snapshot.GroupCounts;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.snapshot.SocketGroup;
import dev.sockwatch.snapshot.SocketSample;
import dev.sockwatch.text.Durations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One call site holds more and more established connections, and older ones lie idle.
 *
 * <p>A pool that grows uses all it has first, so connections opened within the last window beside
 * ones that were idle all through it tell a leak from a pool. Of accepted connections only those
 * without a byte either way count.
 */
final class SocketsGrowingDetector implements Detector {
  @Override
  public List<Finding> inspect(Snapshot snapshot, Thresholds thresholds) {
    return inspect(snapshot, thresholds, Set.of());
  }

  /** What has grown stays a finding while it is idle: a leak that pauses has not been mended. */
  @Override
  public List<Finding> inspect(Snapshot snapshot, Thresholds thresholds, Set<FindingKey> open) {
    List<Finding> findings = new ArrayList<>();
    Map<SocketGroup, List<SocketSample>> groups =
        snapshot.sockets().stream()
            .filter(s -> s.state() == TcpState.ESTABLISHED && !s.isClosed())
            .filter(s -> s.kind().isOpenSeen())
            .collect(
                Collectors.groupingBy(
                    SocketSample::group, LinkedHashMap::new, Collectors.toList()));
    groups.forEach(
        (group, sockets) -> {
          boolean hasGrown = open.contains(key(group));
          if (group.role() == Role.CLIENT) {
            client(group, sockets, snapshot, thresholds, hasGrown).ifPresent(findings::add);
          } else if (group.role() == Role.SERVER) {
            server(group, sockets, snapshot, thresholds, hasGrown).ifPresent(findings::add);
          }
        });
    return findings;
  }

  private static Optional<Finding> client(
      SocketGroup group,
      List<SocketSample> sockets,
      Snapshot snapshot,
      Thresholds thresholds,
      boolean hasGrown) {
    long since = snapshot.atNanos() - thresholds.idleNanos();
    List<SocketSample> old = sockets.stream().filter(s -> s.openedAtNanos() - since <= 0).toList();
    List<SocketSample> idle = old.stream().filter(s -> s.isIdleSince(since)).toList();
    boolean growing =
        old.size() < sockets.size() && Trend.isRising(snapshot, c -> c.of(group).open());
    if (sockets.size() < thresholds.count(Threshold.GROWING_SOCKETS)
        || idle.size() * 2 < old.size()
        || idle.size() * 2 < thresholds.count(Threshold.GROWING_SOCKETS)
        || !(growing || hasGrown)) {
      return Optional.empty();
    }
    String summary =
        SiteGroups.count(sockets.size(), "connection")
            + (growing ? " open and growing, while " : " open, not growing just now, while ")
            + idle.size()
            + " older ones lie idle and are not used again";
    String remedy =
        "reuse connections to "
            + group.destination()
            + " (a pool, or one shared client), or close each after its use; opened at "
            + group.site();
    return Optional.of(finding(group, sockets, idle, snapshot, summary, remedy));
  }

  private static Optional<Finding> server(
      SocketGroup group,
      List<SocketSample> sockets,
      Snapshot snapshot,
      Thresholds thresholds,
      boolean hasGrown) {
    long since = snapshot.atNanos() - thresholds.idleNanos();
    List<SocketSample> silent =
        sockets.stream()
            .filter(s -> s.openedAtNanos() - since <= 0)
            .filter(SocketSample::isSilent)
            .filter(s -> s.unreadBytes().orElse(0) == 0)
            .toList();
    boolean growing = Trend.isRising(snapshot, c -> c.of(group).silent());
    if (silent.size() < thresholds.count(Threshold.GROWING_SOCKETS) || !(growing || hasGrown)) {
      return Optional.empty();
    }
    String summary =
        SiteGroups.count(silent.size(), "accepted connection")
            + " without a byte either way"
            + (growing ? ", and growing" : ", not growing just now");
    String remedy =
        "set a read timeout on connections accepted at "
            + group.site()
            + " and close those that stay silent";
    return Optional.of(finding(group, silent, silent, snapshot, summary, remedy));
  }

  private static FindingKey key(SocketGroup group) {
    return new FindingKey(
        FindingId.SOCKETS_GROWING, group.role().word() + " " + group.destination(), group.site());
  }

  private static Finding finding(
      SocketGroup group,
      List<SocketSample> sockets,
      List<SocketSample> idle,
      Snapshot snapshot,
      String summary,
      String remedy) {
    long now = snapshot.atNanos();
    GroupCounts first = snapshot.earlier().get(snapshot.earlier().size() - 1);
    int before = group.role() == Role.SERVER ? first.of(group).silent() : first.of(group).open();
    double perMinute = (sockets.size() - before) * 60e9 / Math.max(1, now - first.atNanos());
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("tcpState", TcpState.ESTABLISHED.name());
    evidence.put("sockets", (long) sockets.size());
    evidence.put("growthPerMinute", Math.max(0, Math.round(perMinute)));
    evidence.put("idleSockets", (long) idle.size());
    evidence.put(
        "longestIdleMillis",
        Durations.millis(
            idle.stream()
                .mapToLong(
                    s ->
                        now - (s.isIdleSince(now) ? s.lastTransfer().atNanos() : s.openedAtNanos()))
                .max()
                .orElse(0)));
    return new Finding(
        key(group),
        sockets.get(0).opening(),
        Severity.WARNING,
        sockets.size(),
        group.destination(),
        summary,
        evidence,
        remedy);
  }
}
