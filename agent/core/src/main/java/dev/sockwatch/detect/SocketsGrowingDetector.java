package dev.sockwatch.detect;

import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.net.Role;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.snapshot.CloseWait;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.snapshot.SocketGroup;
import dev.sockwatch.snapshot.SocketSample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One call site holds sockets that are not used again: TCP, UDP or Unix domain.
 *
 * <p>Of those it opened itself, two signs: the line goes on opening while older ones lie idle (a
 * pool that grows uses all it has first); or each was passed over by the next opening, whatever the
 * pace ({@link PassedOver}). Of accepted ones only those without a byte either way count.
 */
final class SocketsGrowingDetector implements Detector {
  /** Of the sockets of a line, so many must have been passed over. */
  private static final int PASSED_OVER_PERCENT = 80;

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
            .filter(s -> isHeld(s) || isGoingOver(s, snapshot, thresholds, open))
            .collect(
                Collectors.groupingBy(
                    SocketSample::group, LinkedHashMap::new, Collectors.toList()));
    groups.forEach(
        (group, sockets) -> {
          boolean hasGrown = open.contains(HeldFinding.key(group));
          HeldFinding finding = new HeldFinding(group, sockets, snapshot);
          if (group.role() == Role.SERVER) {
            silent(finding, thresholds, hasGrown).ifPresent(findings::add);
          } else {
            idle(finding, thresholds, hasGrown)
                .or(() -> passedOver(finding, thresholds))
                .ifPresent(findings::add);
          }
        });
    return findings;
  }

  private static boolean isHeld(SocketSample socket) {
    boolean open =
        socket.state() == TcpState.ESTABLISHED
            || socket.isDatagram()
            || (socket.isUnixDomain() && socket.connected() && socket.closeWait() == null);
    return open
        && socket.role() != Role.LISTENER
        && socket.role() != Role.UNCONNECTED
        && !socket.isClosed()
        && !socket.ownerCollected() // a finding of its own
        && socket.kind().isOpenSeen();
  }

  /**
   * Whether it belongs to what is a finding already and the peer has just ended it: it is as much
   * held as before, until {@code close-wait} says so.
   */
  private static boolean isGoingOver(
      SocketSample socket, Snapshot snapshot, Thresholds thresholds, Set<FindingKey> open) {
    CloseWait ended = socket.closeWait();
    return ended != null
        && !socket.isClosed()
        && socket.kind().isOpenSeen()
        && ended.sinceNanos() - (snapshot.atNanos() - thresholds.idleNanos()) > 0
        && open.contains(HeldFinding.key(socket.group()));
  }

  private static Optional<Finding> idle(
      HeldFinding finding, Thresholds thresholds, boolean hasGrown) {
    List<SocketSample> sockets = finding.sockets();
    long since = finding.snapshot().atNanos() - thresholds.idleNanos();
    List<SocketSample> old = sockets.stream().filter(s -> s.openedAtNanos() - since <= 0).toList();
    List<SocketSample> idle = old.stream().filter(s -> s.isIdleSince(since)).toList();
    boolean growing =
        old.size() < sockets.size()
            && Trend.isRising(finding.snapshot(), c -> c.of(finding.group()).open());
    if (sockets.size() < thresholds.count(Threshold.GROWING_SOCKETS)
        || idle.size() * 2 < old.size()
        || idle.size() * 2 < thresholds.count(Threshold.GROWING_SOCKETS)
        || !(growing || hasGrown)) {
      return Optional.empty();
    }
    String summary =
        finding.count(sockets.size())
            + (growing ? " open and growing, while " : " open, not growing just now, while ")
            + idle.size()
            + " older ones "
            + HeldFinding.lieIdle(idle);
    return Optional.of(finding.ofOpened(idle, Severity.WARNING, summary, Map.of()));
  }

  /** Each had its last byte before the next one was opened, and none was used since. */
  private static Optional<Finding> passedOver(HeldFinding finding, Thresholds thresholds) {
    List<SocketSample> sockets = finding.sockets();
    if (sockets.size() < thresholds.count(Threshold.GROWING_SOCKETS)) {
      return Optional.empty();
    }
    long now = finding.snapshot().atNanos();
    long since = now - thresholds.nanos(Threshold.GROWING_IDLE);
    List<SocketSample> idle =
        sockets.stream().filter(s -> PassedOver.isUsed(s) && s.isIdleSince(since)).toList();
    PassedOver passed = PassedOver.of(sockets, thresholds.nanos(Threshold.GROWING_STAMPS));
    int others = sockets.size() - 1;
    boolean growing =
        now - passed.lastOpenedAtNanos() < thresholds.idleNanos()
            && passed.lastOpenedAtNanos() - passed.firstOpenedAtNanos() >= thresholds.idleNanos();
    if (passed.openings() < thresholds.count(Threshold.GROWING_SOCKETS) - 1
        || passed.openings() * 100 < others * PASSED_OVER_PERCENT
        || idle.size() * 100 < others * PASSED_OVER_PERCENT
        || (!growing && PassedOver.mayBeFilledPool(sockets))) {
      return Optional.empty();
    }
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("openedThoughOneWasFree", (long) passed.openings());
    long exchanges = Statistics.median(idle.stream().mapToLong(PassedOver::exchanges));
    if (exchanges >= 0) {
      evidence.put("medianExchanges", exchanges);
    }
    String summary =
        finding.count(sockets.size())
            + " opened one after the other and held"
            + (growing ? ", and growing" : "")
            + ": "
            + passed.openings()
            + " of them while one used before lay free, and "
            + HeldFinding.notUsed(idle)
            + finding.idleWords(idle)
            + (exchanges < 0
                ? ""
                : "; each carried about " + SiteGroups.count(exchanges, "exchange"));
    boolean bad = growing || sockets.size() >= thresholds.count(Threshold.GROWING_MANY);
    return Optional.of(
        finding.ofOpened(idle, bad ? Severity.WARNING : Severity.ADVICE, summary, evidence));
  }

  /** Accepted, and not a byte since, whether they drip in or came in a burst. */
  private static Optional<Finding> silent(
      HeldFinding finding, Thresholds thresholds, boolean hasGrown) {
    long since = finding.snapshot().atNanos() - thresholds.idleNanos();
    List<SocketSample> silent =
        finding.sockets().stream()
            .filter(s -> s.openedAtNanos() - since <= 0)
            .filter(SocketSample::isSilent)
            .filter(s -> s.unreadBytes().orElse(0) == 0)
            .toList();
    boolean growing = Trend.isRising(finding.snapshot(), c -> c.of(finding.group()).silent());
    if (silent.size() < thresholds.count(Threshold.GROWING_SOCKETS)) {
      return Optional.empty();
    }
    String summary =
        SiteGroups.count(silent.size(), "accepted connection")
            + " without a byte either way"
            + (growing
                ? ", and growing"
                : hasGrown ? ", not growing just now" : " since they came");
    boolean bad = growing || silent.size() >= thresholds.count(Threshold.GROWING_MANY);
    return Optional.of(
        finding.ofAccepted(silent, bad ? Severity.WARNING : Severity.ADVICE, summary));
  }
}
