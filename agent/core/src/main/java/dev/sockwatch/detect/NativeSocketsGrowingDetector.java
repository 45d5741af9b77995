package dev.sockwatch.detect;

import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.snapshot.GroupCounts;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.snapshot.SocketGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Native code holds more and more sockets that are not TCP. No hook sees them and the kernel keeps
 * no times of them, so their number alone speaks: it rises from window to window and never falls.
 */
final class NativeSocketsGrowingDetector implements Detector {
  @Override
  public List<Finding> inspect(Snapshot snapshot, Thresholds thresholds) {
    return inspect(snapshot, thresholds, Set.of());
  }

  /** What has grown stays a finding until the number falls: a leak that pauses is not mended. */
  @Override
  public List<Finding> inspect(Snapshot snapshot, Thresholds thresholds, Set<FindingKey> open) {
    List<Finding> findings = new ArrayList<>();
    snapshot
        .host()
        .nativeSockets()
        .forEach(
            (family, number) -> {
              SocketGroup group = SocketGroup.ofNative(family);
              boolean rising = Trend.isRising(snapshot, c -> c.of(group).open());
              boolean kept =
                  open.contains(HeldFinding.key(group))
                      && number >= snapshot.earlier().get(0).of(group).open();
              if (number >= thresholds.count(Threshold.GROWING_SOCKETS) && (rising || kept)) {
                findings.add(finding(family, group, number, rising, snapshot, thresholds));
              }
            });
    return findings;
  }

  private static Finding finding(
      String family,
      SocketGroup group,
      int number,
      boolean rising,
      Snapshot snapshot,
      Thresholds thresholds) {
    GroupCounts first = snapshot.earlier().get(snapshot.earlier().size() - 1);
    double perMinute =
        (number - first.of(group).open())
            * 60e9
            / Math.max(1, snapshot.atNanos() - first.atNanos());
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("sockets", (long) number);
    evidence.put("family", family);
    evidence.put("growthPerMinute", Math.max(0, Math.round(perMinute)));
    return new Finding(
        HeldFinding.key(group),
        null,
        number >= thresholds.count(Threshold.GROWING_MANY) ? Severity.WARNING : Severity.ADVICE,
        number,
        group.destination(),
        SiteGroups.count(number, family + " socket")
            + " that no hook saw open"
            + (rising ? ", more in each window" : ", not growing just now")
            + ": native code (JNA, JNI, a library of its own) opens them and closes none",
        evidence,
        "look at the native code of this process: strace -k -e trace=socket,close -p PID shows who"
            + " opens; ls -l /proc/PID/fd lists them");
  }
}
