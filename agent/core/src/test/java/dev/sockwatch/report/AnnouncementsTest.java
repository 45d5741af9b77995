package dev.sockwatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.detect.Finding;
import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.detect.FindingId;
import dev.sockwatch.detect.Severity;
import dev.sockwatch.report.FindingChange.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What goes on is said again at growing distances; what got worse is not said to be resolved. */
class AnnouncementsTest {
  private static final long MINUTE = 60_000;

  private final FindingLedger ledger = new FindingLedger();
  private final Announcements announcements = new Announcements(id -> 60_000_000_000L, 1);

  @Test
  void whatGoesOn_isSaidAgainTwiceAsLateAndThenHourly() {
    List<Long> saidAtMinutes = new ArrayList<>();
    for (long minute = 0; minute <= 300; minute++) {
      for (FindingChange change : round(minute * MINUTE, finding(Severity.WARNING, 3))) {
        assertThat(change.what()).isEqualTo(minute == 0 ? What.OPENED : What.STILL);
        saidAtMinutes.add(minute);
      }
    }
    assertThat(saidAtMinutes).containsExactly(0L, 4L, 12L, 28L, 60L, 120L, 180L, 240L, 300L);
  }

  @Test
  void repetition_tellsHowItDevelops() {
    round(0, finding(Severity.WARNING, 12));
    FindingChange still = round(4 * MINUTE, finding(Severity.WARNING, 37)).get(0);

    assertThat(still.what()).isEqualTo(What.STILL);
    assertThat(still.finding().count()).isEqualTo(37);
    assertThat(still.before()).isEqualTo(new FindingChange.Before(12, 4 * MINUTE));
  }

  @Test
  void advice_isNotRepeated() {
    round(0, finding(Severity.ADVICE, 12));
    assertThat(round(60 * MINUTE, finding(Severity.ADVICE, 12))).isEmpty();
  }

  @Test
  void distances_areScaled() {
    Announcements scaled = new Announcements(id -> 60_000_000_000L, 0.01);
    scaled.round(ledger.round(List.of(finding(Severity.WARNING, 1)), 0), ledger.openViews(), 0);
    List<FindingChange> later =
        scaled.round(
            ledger.round(List.of(finding(Severity.WARNING, 1)), 2400), ledger.openViews(), 2400);
    assertThat(later).extracting(FindingChange::what).containsExactly(What.STILL);
  }

  @Test
  void quietFinding_isResolvedAfterItsWindow() {
    round(0, finding(Severity.WARNING, 1));
    assertThat(round(1000)).isEmpty();
    assertThat(round(60_999)).isEmpty();

    FindingChange resolved = round(61_000).get(0);
    assertThat(resolved.what()).isEqualTo(What.RESOLVED);
    assertThat(resolved.finding().resolvedAtMillis()).as("when it was gone").isEqualTo(1000);
    assertThat(round(200_000)).isEmpty();
  }

  @Test
  void findingThatComesBackWorse_isSaid() {
    round(0, finding(Severity.WARNING, 1));
    round(1000);
    assertThat(round(2000, finding(Severity.WARNING, 1))).isEmpty();
    round(3000);
    assertThat(round(4000, finding(Severity.ERROR, 1)))
        .extracting(FindingChange::what)
        .containsExactly(What.OPENED);
  }

  /** Connections whose end of input has been read now, and which are still not closed. */
  @Test
  void socketsThatGotIntoAWorseState_areNotResolved() {
    Finding unread = finding("end of input unread", Severity.WARNING);
    Finding read = finding("end of input read", Severity.ERROR);
    round(0, unread);
    round(1000, read);

    assertThat(round(70_000, read)).isEmpty();
    round(80_000);
    assertThat(round(150_000))
        .extracting(change -> change.key().rule())
        .containsExactly("end of input read");
  }

  @Test
  void endOfTheJvm_resolvesWhatIsQuiet() {
    round(0, finding(Severity.WARNING, 1));
    round(1000);

    assertThat(announcements.end(ledger.openViews()))
        .extracting(FindingChange::what)
        .containsExactly(What.RESOLVED);
  }

  private List<FindingChange> round(long nowMillis, Finding... findings) {
    return announcements.round(
        ledger.round(List.of(findings), nowMillis), ledger.openViews(), nowMillis);
  }

  private static Finding finding(String rule, Severity severity) {
    return finding(rule, severity, 1);
  }

  private static Finding finding(Severity severity, int count) {
    return finding("rule", severity, count);
  }

  private static Finding finding(String rule, Severity severity, int count) {
    return new Finding(
        new FindingKey(FindingId.CLOSE_WAIT, rule, "com.acme.Orders.fetch(Orders.java:41)"),
        null,
        severity,
        count,
        "192.0.2.7:5432",
        count + " connections",
        Map.of("sockets", (long) count),
        "close it");
  }
}
