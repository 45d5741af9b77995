package dev.sockwatch.detect;

import static dev.sockwatch.detect.Verdicts.evidence;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.stack.CallStack;
import dev.sockwatch.stack.HandMadeStack;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What one line causes at one destination is one finding, the worst of them, with the others. */
class CommonCauseTest {
  private static final CallStack FETCH = HandMadeStack.at("Orders", "fetch", 41);
  private static final String DATABASE = "192.0.2.7:5432";

  @Test
  void mostSevere_leads() {
    Finding noPort = finding(FindingId.CONNECT_NO_PORT, Severity.ERROR, FETCH, DATABASE);
    Finding merged =
        Verdicts.single(
            CommonCause.merge(
                List.of(
                    finding(FindingId.CONNECTION_PER_REQUEST, Severity.WARNING, FETCH, DATABASE),
                    finding(FindingId.TIME_WAIT_PRESSURE, Severity.WARNING, FETCH, DATABASE),
                    noPort)));

    assertThat(merged.key()).isEqualTo(noPort.key());
    assertThat(merged.severity()).isEqualTo(Severity.ERROR);
    assertThat(merged.summary())
        .isEqualTo("summary of connect-no-port (also time-wait-pressure, connection-per-request)");
    assertThat(evidence(merged))
        .containsExactly(
            "figure=1",
            "alsoKnownAs=time-wait-pressure, connection-per-request",
            "time-wait-pressure=summary of time-wait-pressure",
            "connection-per-request=summary of connection-per-request");
    assertThat(merged.related())
        .extracting(FindingKey::id)
        .containsExactly(FindingId.TIME_WAIT_PRESSURE, FindingId.CONNECTION_PER_REQUEST);
  }

  @Test
  void ofTheSameSeverity_theOneNearestToTheHarmLeads() {
    assertThat(
            CommonCause.merge(
                List.of(
                    finding(FindingId.CONNECTION_PER_REQUEST, Severity.WARNING, FETCH, DATABASE),
                    finding(FindingId.EPHEMERAL_PORTS_LOW, Severity.WARNING, FETCH, DATABASE))))
        .extracting(Finding::id)
        .containsExactly(FindingId.EPHEMERAL_PORTS_LOW);
  }

  @Test
  void otherLineOrDestination_isAnotherCause() {
    CallStack load = HandMadeStack.at("Prices", "load", 12);
    List<Finding> apart =
        List.of(
            finding(FindingId.TIME_WAIT_PRESSURE, Severity.WARNING, FETCH, DATABASE),
            finding(FindingId.CONNECTION_PER_REQUEST, Severity.WARNING, load, DATABASE),
            finding(FindingId.CONNECTION_PER_REQUEST, Severity.WARNING, FETCH, "192.0.2.8:80"),
            finding(FindingId.EPHEMERAL_PORTS_LOW, Severity.WARNING, null, DATABASE));

    assertThat(CommonCause.merge(apart)).isEqualTo(apart);
  }

  @Test
  void otherFindingsOfTheLine_areLeftAlone() {
    List<Finding> apart =
        List.of(
            finding(FindingId.CLOSE_WAIT, Severity.ERROR, FETCH, DATABASE),
            finding(FindingId.TIME_WAIT_PRESSURE, Severity.WARNING, FETCH, DATABASE),
            finding(FindingId.RESET_BY_PEER, Severity.WARNING, FETCH, DATABASE));

    assertThat(CommonCause.merge(apart)).isEqualTo(apart);
  }

  private static Finding finding(
      FindingId id, Severity severity, @Nullable CallStack opening, String destination) {
    String site = opening == null ? "" : opening.callSite();
    return new Finding(
        new FindingKey(id, destination, site),
        opening,
        severity,
        3,
        destination,
        "summary of " + id.word(),
        Map.of("figure", 1L),
        "fix it");
  }
}
