package dev.sockwatch.report;

import static dev.sockwatch.report.FindingChange.What.OPENED;
import static dev.sockwatch.report.FindingChange.What.RESOLVED;
import static dev.sockwatch.report.FindingChange.What.WORSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.api.FigureView;
import dev.sockwatch.api.FindingView;
import dev.sockwatch.detect.Finding;
import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.detect.FindingId;
import dev.sockwatch.detect.Severity;
import dev.sockwatch.stack.CallStack;
import dev.sockwatch.stack.HandMadeStack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A finding is told when it opens, gets worse and is resolved, and not in between. */
class FindingLedgerTest {
  private static final CallStack SITE = HandMadeStack.at("Orders", "fetch", 41);

  private final FindingLedger ledger = new FindingLedger();

  @Test
  void newFinding_opens() {
    FindingChange change = single(ledger.round(List.of(error("a", 3)), 1000));

    assertThat(change.what()).isEqualTo(OPENED);
    FindingView view = change.finding();
    assertThat(view.id()).isEqualTo("close-wait");
    assertThat(view.severity()).isEqualTo("error");
    assertThat(view.state()).isEqualTo("open");
    assertThat(view.count()).isEqualTo(3);
    assertThat(view.firstSeenMillis()).isEqualTo(1000);
    assertThat(view.lastSeenMillis()).isEqualTo(1000);
    assertThat(view.resolvedAtMillis()).isNull();
    assertThat(view.destination()).isEqualTo("192.0.2.7:5432");
    assertThat(view.callSite()).isEqualTo("com.acme.Orders.fetch(Orders.java:41)");
    assertThat(view.stack()).isEqualTo(SITE.lines());
    assertThat(view.stackTakenAt()).isEqualTo("open");
    assertThat(view.evidence()).containsExactly(FigureView.of("sockets", 3));
    assertThat(view.summary()).isEqualTo("3 at a");
    assertThat(view.remedy()).isEqualTo("close it");
    assertThat(ledger.views()).containsExactly(view);
  }

  @Test
  void confirmedFinding_isSilent() {
    ledger.round(List.of(error("a", 3)), 1000);

    assertThat(ledger.round(List.of(error("a", 5)), 6000)).isEmpty();

    FindingView view = ledger.views().get(0);
    assertThat(view.count()).isEqualTo(5);
    assertThat(view.summary()).isEqualTo("5 at a");
    assertThat(view.firstSeenMillis()).isEqualTo(1000);
    assertThat(view.openedAtMillis()).isEqualTo(1000);
    assertThat(view.lastSeenMillis()).isEqualTo(6000);
  }

  @Test
  void moreSevereFinding_isWorse() {
    ledger.round(List.of(finding("a", Severity.ADVICE, 1)), 1000);

    FindingChange worse = single(ledger.round(List.of(finding("a", Severity.WARNING, 1)), 2000));
    assertThat(worse.what()).isEqualTo(WORSE);
    assertThat(worse.finding().severity()).isEqualTo("warning");
    assertThat(ledger.round(List.of(finding("a", Severity.WARNING, 1)), 3000)).isEmpty();
  }

  @Test
  void lessSevereFinding_isSilent() {
    ledger.round(List.of(error("a", 1)), 1000);

    assertThat(ledger.round(List.of(finding("a", Severity.ADVICE, 1)), 2000)).isEmpty();
    assertThat(ledger.views().get(0).severity()).isEqualTo("advice");
  }

  @Test
  void tenTimesAsMany_isWorse() {
    ledger.round(List.of(error("a", 3)), 1000);
    assertThat(ledger.round(List.of(error("a", 29)), 2000)).isEmpty();
    assertThat(single(ledger.round(List.of(error("a", 30)), 3000)).what()).isEqualTo(WORSE);
    assertThat(ledger.round(List.of(error("a", 299)), 4000)).isEmpty();
    assertThat(single(ledger.round(List.of(error("a", 300)), 5000)).what()).isEqualTo(WORSE);
  }

  @Test
  void unconfirmedFinding_isResolvedOnce() {
    ledger.round(List.of(error("a", 3)), 1000);
    ledger.round(List.of(error("a", 5)), 2000);
    ledger.round(List.of(error("a", 4)), 3000);

    FindingChange change = single(ledger.round(List.of(), 4500));

    assertThat(change.what()).isEqualTo(RESOLVED);
    assertThat(change.finding().state()).isEqualTo("resolved");
    assertThat(change.finding().count()).as("the largest it had").isEqualTo(5);
    assertThat(change.finding().firstSeenMillis()).isEqualTo(1000);
    assertThat(change.finding().lastSeenMillis()).isEqualTo(3000);
    assertThat(change.finding().resolvedAtMillis()).isEqualTo(4500);
    assertThat(ledger.round(List.of(), 6000)).isEmpty();
    assertThat(ledger.views()).containsExactly(change.finding());
  }

  @Test
  void resolvedFinding_opensAgain() {
    ledger.round(List.of(error("a", 30)), 1000);
    ledger.round(List.of(), 2000);

    FindingChange change = single(ledger.round(List.of(error("a", 2)), 3000));

    assertThat(change.what()).isEqualTo(OPENED);
    assertThat(change.finding().state()).isEqualTo("open");
    assertThat(change.finding().count()).isEqualTo(2);
    assertThat(change.finding().resolvedAtMillis()).isNull();
    assertThat(change.finding().firstSeenMillis()).isEqualTo(1000);
    assertThat(change.finding().openedAtMillis()).as("this occurrence").isEqualTo(3000);
    assertThat(ledger.views()).hasSize(1);

    assertThat(single(ledger.round(List.of(), 4000)).finding().count())
        .as("the largest since it opened again")
        .isEqualTo(2);
  }

  @Test
  void findingsWithOtherKeys_areApart() {
    Finding otherRule = finding(new FindingKey(FindingId.CLOSE_WAIT, "other", "a"), 1);
    Finding otherId = finding(new FindingKey(FindingId.CLOSE_PENDING, "rule", "a"), 1);
    ledger.round(List.of(error("a", 1), error("b", 1), otherRule, otherId), 1000);
    assertThat(ledger.views()).hasSize(4);

    List<FindingChange> changes = ledger.round(List.of(error("a", 1), otherId), 2000);

    assertThat(changes).extracting(FindingChange::what).containsExactly(RESOLVED, RESOLVED);
  }

  @Test
  void openKeys_areThoseOfOpenFindings() {
    ledger.round(List.of(error("a", 1), error("b", 1)), 1000);
    ledger.round(List.of(error("b", 2)), 2000);

    assertThat(ledger.openKeys())
        .containsExactly(new FindingKey(FindingId.CLOSE_WAIT, "rule", "b"));
  }

  @Test
  void views_areOpenOnesFirstWorstFirstMostFirst() {
    ledger.round(List.of(error("resolved", 99)), 1000);
    ledger.round(
        List.of(
            finding("advice", Severity.ADVICE, 50),
            error("few", 1),
            finding("warning", Severity.WARNING, 7),
            error("many", 2)),
        2000);

    assertThat(ledger.views())
        .extracting(FindingView::summary)
        .containsExactly("2 at many", "1 at few", "7 at warning", "50 at advice", "99 at resolved");
  }

  @Test
  void siteUnknown_isAbsent() {
    Finding unknown =
        new Finding(
            new FindingKey(FindingId.CLOSE_WAIT, "rule", "a"),
            null,
            Severity.ERROR,
            1,
            "none",
            "summary",
            Map.of("rising", true),
            "close it");

    FindingView view = single(ledger.round(List.of(unknown), 1000)).finding();

    assertThat(view.callSite()).isNull();
    assertThat(view.stack()).isEmpty();
    assertThat(view.stackTakenAt()).isNull();
    assertThat(view.evidence()).containsExactly(FigureView.of("rising", true));
  }

  @Test
  void evidence_keepsItsOrderAndItsTypes() {
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("tcpState", "CLOSE_WAIT");
    evidence.put("sockets", 3L);
    evidence.put("probes", 9);
    evidence.put("closedPerSecond", 2.5);
    evidence.put("endOfInputRead", true);
    Finding finding =
        new Finding(
            new FindingKey(FindingId.CLOSE_WAIT, "rule", "a"),
            SITE,
            Severity.ERROR,
            1,
            "none",
            "summary",
            evidence,
            "close it");

    assertThat(single(ledger.round(List.of(finding), 1000)).finding().evidence())
        .containsExactly(
            FigureView.of("tcpState", "CLOSE_WAIT"),
            FigureView.of("sockets", 3),
            FigureView.of("probes", 9),
            FigureView.of("closedPerSecond", 2.5),
            FigureView.of("endOfInputRead", true));
  }

  @Test
  void resolvedFindings_areKeptUpToABound() {
    ledger.round(numbered(0, 2000), 1000);
    ledger.round(List.of(), 2000);
    assertThat(ledger.views()).hasSize(2000);

    ledger.round(numbered(2000, 2005), 3000);

    assertThat(ledger.views()).hasSize(2000);
    assertThat(ledger.views())
        .extracting(FindingView::summary)
        .contains("1 at 2004", "1 at 5")
        .doesNotContain("1 at 0", "1 at 4");
  }

  @Test
  void openFindings_areNeverForgotten() {
    ledger.round(numbered(0, 2100), 1000);

    assertThat(ledger.views()).hasSize(2100);
    assertThat(ledger.round(numbered(0, 2100), 2000)).isEmpty();
  }

  private static FindingChange single(List<FindingChange> changes) {
    assertThat(changes).hasSize(1);
    return changes.get(0);
  }

  private static List<Finding> numbered(int from, int to) {
    List<Finding> findings = new ArrayList<>();
    for (int i = from; i < to; i++) {
      findings.add(error(String.valueOf(i), 1));
    }
    return findings;
  }

  private static Finding error(String site, int count) {
    return finding(site, Severity.ERROR, count);
  }

  private static Finding finding(String site, Severity severity, int count) {
    return finding(new FindingKey(FindingId.CLOSE_WAIT, "rule", site), severity, count);
  }

  private static Finding finding(FindingKey key, int count) {
    return finding(key, Severity.ERROR, count);
  }

  private static Finding finding(FindingKey key, Severity severity, int count) {
    return new Finding(
        key,
        SITE,
        severity,
        count,
        "192.0.2.7:5432",
        count + " at " + key.site(),
        Map.of("sockets", (long) count),
        "close it");
  }
}
