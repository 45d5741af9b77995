package dev.sockwatch.detect;

import dev.sockwatch.kernel.Census;
import dev.sockwatch.kernel.Snapshot;
import dev.sockwatch.kernel.SocketGroup;
import dev.sockwatch.kernel.SocketSample;
import dev.sockwatch.kernel.TcpState;
import dev.sockwatch.table.Role;
import dev.sockwatch.table.SocketKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * One call site holds more and more established connections, and older ones lie idle.
 *
 * <p>A pool that grows uses all it has first, so connections opened within the last window beside
 * ones that were idle all through it tell a leak from a pool. Of accepted connections only those
 * without a byte either way count.
 */
final class SocketsGrowingDetector implements Detector {
  private static final int WINDOWS = 3;

  @Override
  public List<Finding> inspect(Snapshot snapshot, Thresholds thresholds) {
    List<Finding> findings = new ArrayList<>();
    Map<SocketGroup, List<SocketSample>> groups =
        snapshot.sockets().stream()
            .filter(s -> s.state() == TcpState.ESTABLISHED && s.closingAtNanos().isEmpty())
            .filter(s -> s.kind() != SocketKind.UNWOVEN)
            .collect(
                Collectors.groupingBy(
                    SocketSample::group, LinkedHashMap::new, Collectors.toList()));
    groups.forEach(
        (group, sockets) -> {
          if (group.role() == Role.CLIENT) {
            client(group, sockets, snapshot, thresholds, findings);
          } else if (group.role() == Role.SERVER) {
            server(group, sockets, snapshot, thresholds, findings);
          }
        });
    return findings;
  }

  private static void client(
      SocketGroup group,
      List<SocketSample> sockets,
      Snapshot snapshot,
      Thresholds thresholds,
      List<Finding> findings) {
    long since = snapshot.atNanos() - thresholds.idleNanos();
    List<SocketSample> old = sockets.stream().filter(s -> s.openedAtNanos() - since <= 0).toList();
    List<SocketSample> idle =
        old.stream()
            .filter(
                s ->
                    s.lastDataAtNanos().isPresent() && s.lastDataAtNanos().getAsLong() - since <= 0)
            .toList();
    boolean stillOpening = old.size() < sockets.size();
    if (sockets.size() < thresholds.growingSockets()
        || !stillOpening
        || idle.size() * 2 < old.size()
        || idle.size() * 2 < thresholds.growingSockets()
        || !isGrowing(snapshot, group, Census.Heads::open)) {
      return;
    }
    findings.add(
        finding(
            group,
            sockets,
            idle,
            snapshot,
            BySite.count(sockets.size(), "connection")
                + " open and growing, while "
                + idle.size()
                + " older ones lie idle and are not used again",
            "reuse connections to "
                + group.destination()
                + " (a pool, or one shared client), or"
                + " close each after its use; opened at "
                + group.site()));
  }

  private static void server(
      SocketGroup group,
      List<SocketSample> sockets,
      Snapshot snapshot,
      Thresholds thresholds,
      List<Finding> findings) {
    long since = snapshot.atNanos() - thresholds.idleNanos();
    List<SocketSample> silent =
        sockets.stream()
            .filter(s -> s.openedAtNanos() - since <= 0)
            .filter(s -> s.everTransferred().orElse(1) == 0)
            .filter(s -> s.unreadBytes().orElse(0) == 0)
            .toList();
    if (silent.size() < thresholds.growingSockets()
        || !isGrowing(snapshot, group, Census.Heads::silent)) {
      return;
    }
    findings.add(
        finding(
            group,
            silent,
            silent,
            snapshot,
            BySite.count(silent.size(), "accepted connection")
                + " without a byte either way, and growing",
            "set a read timeout on connections accepted at "
                + group.site()
                + " and close those that stay silent"));
  }

  private static Finding finding(
      SocketGroup group,
      List<SocketSample> sockets,
      List<SocketSample> idle,
      Snapshot snapshot,
      String summary,
      String remedy) {
    long now = snapshot.atNanos();
    Census first = snapshot.earlier().get(WINDOWS - 1);
    double perMinute =
        (sockets.size() - first.of(group).open()) * 60e9 / Math.max(1, now - first.atNanos());
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("tcpState", TcpState.ESTABLISHED.name());
    evidence.put("sockets", (long) sockets.size());
    evidence.put("growthPerMinute", Math.max(0, Math.round(perMinute)));
    evidence.put("idleSockets", (long) idle.size());
    evidence.put(
        "longestIdleMillis",
        Durations.millis(
            idle.stream()
                .mapToLong(s -> now - s.lastDataAtNanos().orElse(s.openedAtNanos()))
                .max()
                .orElse(0)));
    return new Finding(
        new Finding.FindingKey(
            FindingId.SOCKETS_GROWING, group.role().word() + group.destination(), group.site()),
        sockets.get(0).opening(),
        Severity.WARNING,
        sockets.size(),
        group.destination(),
        summary,
        evidence,
        remedy);
  }

  /** More in each of the last windows than in the one before. */
  private static boolean isGrowing(
      Snapshot snapshot, SocketGroup group, ToIntFunction<Census.Heads> heads) {
    List<Census> earlier = snapshot.earlier();
    if (earlier.size() < WINDOWS) {
      return false;
    }
    for (int i = 0; i < WINDOWS - 1; i++) {
      if (heads.applyAsInt(earlier.get(i).of(group))
          <= heads.applyAsInt(earlier.get(i + 1).of(group))) {
        return false;
      }
    }
    return true;
  }
}
