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
import org.jspecify.annotations.Nullable;

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
      LedgerEntry entry = entryOf(finding, confirmed);
      confirmed.add(finding.key());
      if (entry == null) {
        entry = new LedgerEntry(finding, nowMillis);
        entries.put(finding.key(), entry);
        changes.add(new FindingChange(FindingChange.What.OPENED, view(entry)));
        continue;
      }
      boolean again = !entry.isOpen();
      if (entry.confirm(finding, nowMillis)) {
        changes.add(
            new FindingChange(
                again ? FindingChange.What.OPENED : FindingChange.What.WORSE, view(entry)));
      }
    }
    for (LedgerEntry entry : entries.values()) {
      if (entry.isOpen() && !confirmed.contains(entry.latest().key())) {
        entry.resolve(nowMillis);
        changes.add(new FindingChange(FindingChange.What.RESOLVED, view(entry)));
      }
    }
    forgetOldest();
    return changes;
  }

  /**
   * Where a finding is entered: what has become worse by one of its cause is the same still, under
   * the key of what leads now.
   */
  private @Nullable LedgerEntry entryOf(Finding finding, Set<FindingKey> confirmed) {
    LedgerEntry own = entries.get(finding.key());
    if (own != null && own.isOpen()) {
      return own;
    }
    List<FindingKey> keys = finding.keys();
    for (LedgerEntry entry : entries.values()) {
      FindingKey before = entry.latest().key();
      if (entry.isOpen()
          && !confirmed.contains(before)
          && entry.latest().keys().stream().anyMatch(keys::contains)) {
        entries.remove(before);
        entries.put(finding.key(), entry);
        return entry;
      }
    }
    return own;
  }

  /** What makes the open findings, and what is evidence in one, the same in the next round. */
  public Set<FindingKey> openKeys() {
    return entries.values().stream()
        .filter(LedgerEntry::isOpen)
        .flatMap(e -> e.latest().keys().stream())
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
        entry.openedAtMillis(),
        entry.lastSeenMillis(),
        entry.isOpen() ? null : entry.resolvedMillis(),
        finding.destination(),
        finding.callSite(),
        finding.stack(),
        finding.callers(),
        finding.stackTakenAt(),
        figures(finding),
        finding.remedy(),
        finding.id().documentation());
  }

  private static List<FigureView> figures(Finding finding) {
    List<FigureView> figures = new ArrayList<>();
    String openedBy = finding.opening() == null ? null : finding.opening().openedBy();
    if (openedBy != null) {
      figures.add(FigureView.typed("openedBy", openedBy));
    }
    finding.evidence().forEach((name, value) -> figures.add(FigureView.typed(name, value)));
    return figures;
  }
}
