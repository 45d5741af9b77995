package dev.sockwatch.agent;

import dev.sockwatch.agent.settings.IgnoreRule;
import dev.sockwatch.agent.view.Health;
import dev.sockwatch.api.FindingView;
import dev.sockwatch.detect.CommonCause;
import dev.sockwatch.detect.Detector;
import dev.sockwatch.detect.Detectors;
import dev.sockwatch.detect.Finding;
import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.detect.Thresholds;
import dev.sockwatch.report.FindingChange;
import dev.sockwatch.report.FindingLedger;
import dev.sockwatch.report.log.FindingLog;
import dev.sockwatch.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Runs every detector over a snapshot, drops what the user ignores, and keeps the ledger. */
final class Detection {
  private final List<Detector> detectors = Detectors.all();
  private final FindingLedger ledger = new FindingLedger();
  private final Thresholds thresholds;
  private final List<IgnoreRule> ignoreRules;
  private final Health health;
  private final FindingLog log;

  Detection(Thresholds thresholds, List<IgnoreRule> ignoreRules, Health health, FindingLog log) {
    this.thresholds = thresholds;
    this.ignoreRules = ignoreRules;
    this.health = health;
    this.log = log;
  }

  /** What opened, got worse or resolved with this snapshot; it is logged, too. */
  List<FindingChange> detect(Snapshot snapshot) {
    return detect(snapshot, thresholds);
  }

  /** The same for the last snapshot: nothing more can be waited for. */
  List<FindingChange> detectAtEnd(Snapshot snapshot) {
    return detect(snapshot, thresholds.atEnd());
  }

  private List<FindingChange> detect(Snapshot snapshot, Thresholds limits) {
    List<Finding> findings = new ArrayList<>();
    int ignored = 0;
    Set<FindingKey> open = ledger.openKeys();
    for (Detector detector : detectors) {
      for (Finding finding : detector.inspect(snapshot, limits, open)) {
        if (ignoreRules.stream().anyMatch(r -> r.covers(finding))) {
          ignored++;
        } else {
          findings.add(finding);
        }
      }
    }
    health.ignored(ignored);
    long nowMillis = System.currentTimeMillis();
    List<FindingChange> changes = ledger.round(CommonCause.merge(findings), nowMillis);
    log.changes(changes, nowMillis);
    return changes;
  }

  /** All findings so far, open ones first, worst first. */
  List<FindingView> findings() {
    return ledger.views();
  }
}
