package dev.sockwatch.report;

import static dev.sockwatch.report.FindingChange.What.OPENED;
import static dev.sockwatch.report.FindingChange.What.RESOLVED;
import static dev.sockwatch.report.FindingChange.What.WORSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sockwatch.detect.CommonCause;
import dev.sockwatch.detect.Finding;
import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.detect.FindingId;
import dev.sockwatch.detect.Severity;
import dev.sockwatch.stack.CallStack;
import dev.sockwatch.stack.HandMadeStack;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ListAssert;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** Findings with one cause open once, grow worse, and are resolved when the last has gone. */
class RelatedFindingsTest {
  private static final CallStack FETCH = HandMadeStack.at("Orders", "fetch", 41);
  private static final Finding PER_REQUEST = finding(FindingId.CONNECTION_PER_REQUEST, 200);
  private static final Finding TIME_WAIT = finding(FindingId.TIME_WAIT_PRESSURE, 50);
  private static final Finding NO_PORT = finding(FindingId.CONNECT_NO_PORT, 2);

  private final FindingLedger ledger = new FindingLedger();

  @Test
  void worseFindingOfTheCause_isTheSameEntry() {
    round(1, PER_REQUEST).containsExactly(tuple(OPENED, "connection-per-request"));
    round(2, PER_REQUEST, TIME_WAIT).containsExactly(tuple(WORSE, "time-wait-pressure"));
    round(3, PER_REQUEST, TIME_WAIT, NO_PORT).containsExactly(tuple(WORSE, "connect-no-port"));

    assertThat(ledger.views()).hasSize(1);
    assertThat(ledger.views().get(0).severity()).isEqualTo("error");
    assertThat(ledger.views().get(0).firstSeenMillis()).isEqualTo(1);
    assertThat(ledger.openKeys())
        .containsExactlyInAnyOrder(PER_REQUEST.key(), TIME_WAIT.key(), NO_PORT.key());
  }

  @Test
  void cause_isResolvedWhenTheLastHasGone() {
    round(1, PER_REQUEST, NO_PORT).containsExactly(tuple(OPENED, "connect-no-port"));
    round(2, PER_REQUEST).isEmpty();
    assertThat(ledger.views().get(0).id()).isEqualTo("connection-per-request");
    assertThat(ledger.views().get(0).severity()).isEqualTo("warning");
    round(3, PER_REQUEST, NO_PORT).containsExactly(tuple(WORSE, "connect-no-port"));
    round(4, TIME_WAIT, PER_REQUEST)
        .as("time-wait-pressure is new, though less severe")
        .containsExactly(tuple(WORSE, "time-wait-pressure"));
    round(5, PER_REQUEST).isEmpty();

    round(6).containsExactly(tuple(RESOLVED, "connection-per-request"));
    assertThat(ledger.views()).hasSize(1);
    assertThat(ledger.views().get(0).firstSeenMillis()).isEqualTo(1);
  }

  private ListAssert<Tuple> round(long millis, Finding... findings) {
    return assertThat(
        ledger.round(CommonCause.merge(List.of(findings)), millis).stream()
            .map(change -> tuple(change.what(), change.finding().id()))
            .toList());
  }

  private static Finding finding(FindingId id, int count) {
    return new Finding(
        new FindingKey(id, "192.0.2.7:5432", FETCH.callSite()),
        FETCH,
        id == FindingId.CONNECT_NO_PORT ? Severity.ERROR : Severity.WARNING,
        count,
        "192.0.2.7:5432",
        id.word(),
        Map.of(),
        "fix it");
  }
}
