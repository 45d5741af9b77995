package dev.sockwatch.detect;

import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.snapshot.GroupCounts;
import dev.sockwatch.snapshot.HostSample;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.snapshot.SocketSample;
import dev.sockwatch.text.Durations;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The process has few descriptors left below RLIMIT_NOFILE (getrlimit(2)), or had none. */
final class DescriptorsLowDetector implements Detector {
  private static final int ERROR_PERCENT = 95;

  @Override
  public List<Finding> inspect(Snapshot snapshot, Thresholds thresholds) {
    HostSample host = snapshot.host();
    if (host.descriptorLimit().isEmpty()) {
      return List.of();
    }
    long limit = host.descriptorLimit().getAsLong();
    // With none left /proc may not be readable: then the limit is how many there are.
    long open = host.openDescriptors().orElse(host.exhausted() ? limit : 0);
    long percent = open * 100 / Math.max(1, limit);
    if (percent < thresholds.percent(Threshold.DESCRIPTORS_PERCENT) && !host.exhausted()) {
      return List.of();
    }
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("openDescriptors", open);
    evidence.put("descriptorLimit", limit);
    int natives = host.nativeSocketCount();
    int sockets = snapshot.sockets().size() + natives;
    evidence.put("sockets", (long) sockets);
    if (natives > 0) {
      evidence.put("socketsOfNativeCode", families(host));
    }
    OptionalLong secondsLeft = secondsLeft(snapshot, open, limit);
    secondsLeft.ifPresent(s -> evidence.put("secondsUntilExhausted", s));
    List<List<SocketSample>> sites =
        SiteGroups.group(snapshot.sockets(), s -> true).stream()
            .sorted(Comparator.<List<SocketSample>>comparingInt(List::size).reversed())
            .toList();
    if (!sites.isEmpty()) {
      evidence.put("mostSocketsAt", SiteGroups.site(sites.get(0).get(0).opening()));
      evidence.put("socketsThere", (long) sites.get(0).size());
    }
    String summary =
        open
            + " of "
            + limit
            + " file descriptors are open ("
            + percent
            + " %), "
            + sockets
            + " of them sockets"
            + (natives > 0
                ? " (" + families(host) + " of native code or the JVM's own, which no hook saw)"
                : "")
            + (host.exhausted() ? "; a call failed with \"Too many open files\"" : "")
            + (secondsLeft.isPresent()
                ? "; none left in "
                    + Durations.text(secondsLeft.getAsLong() * 1_000_000_000L)
                    + " at this rate"
                : "");
    boolean isNative = natives > (sites.isEmpty() ? 1 : sites.get(0).size());
    String remedy =
        isNative
            ? "look at native code (JNA, JNI) that opens sockets and does not close them: ls -l"
                + " /proc/PID/fd; raise ulimit -n (LimitNOFILE in systemd) only if that many are"
                + " needed"
            : sites.isEmpty()
                ? "look for files that are not closed, or raise ulimit -n (LimitNOFILE in systemd)"
                : "close what is opened at "
                    + SiteGroups.site(sites.get(0).get(0).opening())
                    + "; raise ulimit -n (LimitNOFILE in systemd) only if that many are needed";
    return List.of(
        new Finding(
            new FindingKey(FindingId.DESCRIPTORS_LOW, "", ""),
            sites.isEmpty() || isNative ? null : sites.get(0).get(0).opening(),
            host.exhausted() || percent >= ERROR_PERCENT ? Severity.ERROR : Severity.WARNING,
            sockets,
            "this process",
            summary,
            evidence,
            remedy));
  }

  /** {@code 85 AF_UNIX, 2 AF_NETLINK}. */
  private static String families(HostSample host) {
    return host.nativeSockets().entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .map(e -> e.getValue() + " " + e.getKey())
        .collect(Collectors.joining(", "));
  }

  private static OptionalLong secondsLeft(Snapshot snapshot, long open, long limit) {
    if (snapshot.earlier().isEmpty()) {
      return OptionalLong.empty();
    }
    GroupCounts oldest = snapshot.earlier().get(snapshot.earlier().size() - 1);
    long seconds = (snapshot.atNanos() - oldest.atNanos()) / 1_000_000_000L;
    long grown = open - oldest.openDescriptors().orElse(open);
    return seconds < 1 || grown <= 0
        ? OptionalLong.empty()
        : OptionalLong.of((limit - open) * seconds / grown);
  }
}
