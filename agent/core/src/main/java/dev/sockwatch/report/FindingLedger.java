package dev.sockwatch.report;

import dev.sockwatch.api.FigureView;
import dev.sockwatch.api.FindingView;
import dev.sockwatch.detect.Finding;
import dev.sockwatch.detect.Finding.FindingKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was found, over time: new, confirmed, worse, resolved. Used by the sampler alone.
 *
 * <p>Resolved findings are kept for the report, the oldest forgotten beyond a bound.
 */
public final class FindingLedger {
  private static final int MAX_ENTRIES = 2000;

  private final Map<FindingKey, LedgerEntry> entries = new LinkedHashMap<>();

  /** Takes the verdicts of one round and returns what changed. */
  public List<FindingChange> round(List<Finding> findings, long nowMillis) {
    List<FindingChange> changes = new ArrayList<>();
    Set<FindingKey> confirmed = new HashSet<>();
    for (Finding finding : findings) {
      confirmed.add(finding.key());
      LedgerEntry entry = entries.get(finding.key());
      if (entry == null) {
        entry = new LedgerEntry(finding, nowMillis);
        entries.put(finding.key(), entry);
        changes.add(change(FindingChange.What.OPENED, entry));
        continue;
      }
      boolean again = !entry.isOpen();
      if (entry.confirm(finding, nowMillis)) {
        changes.add(change(again ? FindingChange.What.OPENED : FindingChange.What.WORSE, entry));
      }
    }
    for (LedgerEntry entry : entries.values()) {
      if (entry.isOpen() && !confirmed.contains(entry.latest().key())) {
        entry.resolve(nowMillis);
        changes.add(change(FindingChange.What.RESOLVED, entry));
      }
    }
    forgetOldest();
    return changes;
  }

  /** What makes the open findings the same in the next round. */
  public Set<FindingKey> openKeys() {
    return entries.values().stream()
        .filter(LedgerEntry::isOpen)
        .map(e -> e.latest().key())
        .collect(Collectors.toSet());
  }

  /** All findings, open ones first, worst first. */
  public List<FindingView> views() {
    return entries.values().stream()
        .sorted(
            Comparator.comparing((LedgerEntry e) -> !e.isOpen())
                .thenComparing(e -> e.latest().severity(), Comparator.reverseOrder())
                .thenComparing(e -> -e.count()))
        .map(FindingLedger::view)
        .toList();
  }

  /** The open findings by what makes them the same in the next round. */
  public Map<FindingKey, FindingView> openViews() {
    Map<FindingKey, FindingView> open = new LinkedHashMap<>();
    entries.values().stream()
        .filter(LedgerEntry::isOpen)
        .forEach(e -> open.put(e.latest().key(), view(e)));
    return open;
  }

  private static FindingChange change(FindingChange.What what, LedgerEntry entry) {
    return new FindingChange(what, view(entry), entry.latest().key());
  }

  private void forgetOldest() {
    var oldest = entries.values().iterator();
    while (entries.size() > MAX_ENTRIES && oldest.hasNext()) {
      if (!oldest.next().isOpen()) {
        oldest.remove();
      }
    }
  }

  private static FindingView view(LedgerEntry entry) {
    Finding finding = entry.latest();
    return new FindingView(
        finding.id().word(),
        finding.severity().word(),
        entry.isOpen() ? "open" : "resolved",
        finding.summary(),
        entry.count(),
        entry.firstSeenMillis(),
        entry.lastSeenMillis(),
        entry.isOpen() ? null : entry.resolvedMillis(),
        finding.destination(),
        finding.callSite(),
        finding.stack(),
        finding.firstSeen(),
        figures(finding.evidence()),
        finding.remedy(),
        finding.id().documentation());
  }

  private static List<FigureView> figures(Map<String, Object> evidence) {
    List<FigureView> figures = new ArrayList<>();
    evidence.forEach(
        (name, value) ->
            figures.add(
                value instanceof Long number
                    ? FigureView.of(name, number)
                    : FigureView.of(name, value.toString())));
    return figures;
  }
}
