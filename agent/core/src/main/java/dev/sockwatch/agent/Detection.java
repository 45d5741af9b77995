package dev.sockwatch.agent;

import dev.sockwatch.agent.settings.IgnoreRule;
import dev.sockwatch.agent.view.Health;
import dev.sockwatch.api.FindingView;
import dev.sockwatch.detect.CommonCause;
import dev.sockwatch.detect.Detector;
import dev.sockwatch.detect.Detectors;
import dev.sockwatch.detect.Finding;
import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.detect.QuietWindow;
import dev.sockwatch.detect.Thresholds;
import dev.sockwatch.report.Announcements;
import dev.sockwatch.report.FindingChange;
import dev.sockwatch.report.FindingLedger;
import dev.sockwatch.report.LibraryRemedies;
import dev.sockwatch.report.log.FindingLog;
import dev.sockwatch.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs every detector over a snapshot, drops what the user ignores, and keeps the ledger. */
final class Detection {
  private final List<Detector> detectors;
  private final Map<Detector, List<Finding>> before = new HashMap<>();
  private final Steps steps = new Steps();
  private final long beganAtNanos = System.nanoTime();
  private final FindingLedger ledger = new FindingLedger();
  private final LibraryRemedies remedies = new LibraryRemedies();
  private final Announcements announcements;
  private final Thresholds thresholds;
  private final List<IgnoreRule> ignoreRules;
  private final Health health;
  private final FindingLog log;

  /** With all rules. */
  Detection(Thresholds thresholds, List<IgnoreRule> ignoreRules, Health health, FindingLog log) {
    this(Detectors.all(), thresholds, ignoreRules, health, log);
  }

  /** With these rules. */
  Detection(
      List<Detector> detectors,
      Thresholds thresholds,
      List<IgnoreRule> ignoreRules,
      Health health,
      FindingLog log) {
    this.detectors = detectors;
    this.thresholds = thresholds;
    this.ignoreRules = ignoreRules;
    this.health = health;
    this.log = log;
    this.announcements =
        new Announcements(id -> QuietWindow.nanos(id, thresholds), thresholds.timeScale());
  }

  /** What is worth saying of this snapshot; it is logged, too. */
  List<FindingChange> detect(Snapshot snapshot) {
    return detect(snapshot, thresholds);
  }

  private List<FindingChange> detect(Snapshot snapshot, Thresholds limits) {
    List<Finding> findings = new ArrayList<>();
    int ignored = 0;
    Set<FindingKey> open = ledger.openKeys();
    for (Detector detector : detectors) {
      for (Finding finding : inspect(detector, snapshot, limits, open)) {
        if (ignoreRules.stream().anyMatch(r -> r.covers(finding))) {
          ignored++;
        } else {
          findings.add(remedies.complete(finding));
        }
      }
    }
    health.ignored(ignored);
    long nowMillis = System.currentTimeMillis(); // for people; somebody may set it
    long passed = (System.nanoTime() - beganAtNanos) / 1_000_000;
    List<FindingChange> changes =
        announcements.round(
            ledger.round(CommonCause.merge(findings), nowMillis), ledger.openViews(), passed);
    log.changes(changes, passed);
    return changes;
  }

  /** A rule that fails says what it said in the round before, once; the others go on. */
  private List<Finding> inspect(
      Detector detector, Snapshot snapshot, Thresholds limits, Set<FindingKey> open) {
    try {
      List<Finding> found = detector.inspect(snapshot, limits, open);
      before.put(detector, found);
      return found;
    } catch (Throwable t) {
      String name = detector.getClass().getSimpleName();
      steps.failed(name, t);
      boolean unused = health.roundFailed(t);
      List<Finding> last = before.remove(detector);
      return last == null ? List.of() : last;
    }
  }

  /**
   * The same of the last snapshot: nothing more can be waited for, what is quiet is resolved, and
   * nobody reads on.
   */
  List<FindingChange> detectLast(Snapshot snapshot) {
    List<FindingChange> changes = new ArrayList<>(detect(snapshot, thresholds.atEnd()));
    changes.addAll(announcements.end(ledger.openViews()));
    return changes;
  }

  /** All findings so far, open ones first, worst first. */
  List<FindingView> findings() {
    return ledger.views();
  }
}
