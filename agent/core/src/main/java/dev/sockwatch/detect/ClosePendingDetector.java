package dev.sockwatch.detect;

import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.snapshot.SocketSample;
import dev.sockwatch.text.Durations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The program has closed a socket, and its descriptor is still open: a closed channel that is
 * registered with a selector keeps it until the next select (JDK {@code SelectableChannel}).
 */
final class ClosePendingDetector implements Detector {
  @Override
  public List<Finding> inspect(Snapshot snapshot, Thresholds thresholds) {
    long since = snapshot.atNanos() - thresholds.nanos(Threshold.CLOSE_PENDING_AFTER);
    List<Finding> findings = new ArrayList<>();
    for (List<SocketSample> group :
        SiteGroups.group(
            snapshot.sockets(), s -> s.closing() != null && s.closing().atNanos() - since <= 0)) {
      findings.add(finding(group, snapshot.atNanos()));
    }
    return findings;
  }

  private static Finding finding(List<SocketSample> group, long now) {
    long oldest =
        group.stream()
            .map(SocketSample::closing)
            .filter(Objects::nonNull)
            .mapToLong(c -> now - c.atNanos())
            .max()
            .orElse(0);
    String selectors =
        String.join(
            ", ",
            group.stream()
                .map(s -> s.closing() == null ? "" : s.closing().selectors())
                .filter(s -> !s.isEmpty())
                .distinct()
                .toList());
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("sockets", (long) group.size());
    evidence.put("oldestCloseMillis", Durations.millis(oldest));
    evidence.put("selectors", selectors.isEmpty() ? "none" : selectors);
    boolean held = !selectors.isEmpty();
    String summary =
        SiteGroups.count(group.size(), "socket")
            + " closed by the program up to "
            + Durations.text(oldest)
            + " ago and still open in the kernel: "
            + (held
                ? selectors + " has run no select since"
                : "a thread has not left a read or write of it");
    String remedy =
        held
            ? "run selectNow() on the selector after closing a channel that is registered with it,"
                + " or close the selector when its loop ends"
            : "let the thread that is inside the socket's read or write return";
    return new Finding(
        SiteGroups.key(FindingId.CLOSE_PENDING, "", group),
        group.get(0).opening(),
        Severity.WARNING,
        group.size(),
        SiteGroups.destinationOf(group),
        summary,
        evidence,
        remedy);
  }
}
