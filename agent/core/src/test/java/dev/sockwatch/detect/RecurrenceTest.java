package dev.sockwatch.detect;

import static dev.sockwatch.detect.Verdicts.THRESHOLDS;
import static dev.sockwatch.detect.Verdicts.single;
import static dev.sockwatch.snapshot.IncidentSampleBuilder.incident;
import static dev.sockwatch.snapshot.IncidentSampleBuilder.longAgo;
import static dev.sockwatch.snapshot.SampleBuilder.SITE;
import static dev.sockwatch.snapshot.SampleBuilder.sample;
import static dev.sockwatch.snapshot.SnapshotBuilder.NOW;
import static dev.sockwatch.snapshot.SnapshotBuilder.seconds;
import static dev.sockwatch.snapshot.SnapshotBuilder.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.IncidentKind;
import dev.sockwatch.net.Role;
import dev.sockwatch.net.TcpInfoField;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.snapshot.EndedConnection;
import dev.sockwatch.snapshot.EndedGroup;
import dev.sockwatch.snapshot.IncidentGroup;
import dev.sockwatch.snapshot.IncidentSample;
import dev.sockwatch.snapshot.IncidentSampleBuilder;
import dev.sockwatch.snapshot.SnapshotBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens seldom, but to the only connection of a line, is found as well. */
class RecurrenceTest {
  private static final int ENOUGH = THRESHOLDS.count(Threshold.INCIDENTS_COUNT);
  private static final long PAUSE = seconds(300);

  @Test
  void onlyConnectionThatIsResetAgainAndAgain_isAWarning() {
    Finding finding = single(resets(snapshot().incidents(everyFiveMinutes(ENOUGH))));

    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.count()).isEqualTo(ENOUGH);
    assertThat(resets(snapshot().incidents(everyFiveMinutes(ENOUGH - 1)))).isEmpty();
  }

  @Test
  void fewOfManyConnections_areNothing() {
    SnapshotBuilder pool = snapshot().incidents(everyFiveMinutes(ENOUGH));

    assertThat(resets(pool.sockets(sample().times(2 * ENOUGH)))).hasSize(1);
    assertThat(
            resets(
                snapshot()
                    .incidents(everyFiveMinutes(ENOUGH))
                    .sockets(sample().times(2 * ENOUGH + 1))))
        .isEmpty();
    assertThat(resets(snapshot().incidents(everyFiveMinutes(ENOUGH)).ended(endedInOrder(32))))
        .isEmpty();
  }

  @Test
  void acceptedConnections_mayGoAwayNowAndThen() {
    IncidentGroup accepted =
        longAgo(
            IncidentKind.READ_RESET,
            List.of(
                reset().role(Role.SERVER).ago(PAUSE * 3).build(),
                reset().role(Role.SERVER).ago(PAUSE * 2).build(),
                reset().role(Role.SERVER).ago(PAUSE).build()));

    assertThat(resets(snapshot().incidents(accepted))).isEmpty();
  }

  @Test
  void pauseTwiceAsLongAsBefore_resolves() {
    List<IncidentSample> over = new ArrayList<>();
    for (int i = ENOUGH; i > 0; i--) {
      over.add(reset().ago(PAUSE * (i + 2) + 1).build());
    }

    assertThat(resets(snapshot().incidents(longAgo(IncidentKind.READ_RESET, over)))).isEmpty();
  }

  @Test
  void slowConnectsAndClosesWithUnreadData_recurLikewise() {
    IncidentSampleBuilder slow = incident().elapsedMillis(1030).tcp(TcpInfoField.TOTAL_RETRANS, 1);
    IncidentSampleBuilder unread = incident().state(TcpState.ESTABLISHED).unreadBytes(2000);

    assertThat(
            new ConnectSlowDetector()
                .inspect(
                    snapshot().incidents(spread(IncidentKind.CONNECTED_SLOWLY, slow)).build(),
                    THRESHOLDS))
        .hasSize(1);
    assertThat(
            new ResetByUsDetector()
                .inspect(
                    snapshot().incidents(spread(IncidentKind.CLOSED, unread)).build(), THRESHOLDS))
        .hasSize(1);
  }

  @Test
  void stallsOfAHeartbeat_recurLikewise() {
    IncidentSampleBuilder held =
        incident().elapsedMillis(44).noDelay(false).tcp(TcpInfoField.LAST_DATA_SENT, 2);
    List<IncidentSample> stalls = new ArrayList<>();
    for (int i = THRESHOLDS.count(Threshold.NAGLE_STALLS); i > 0; i--) {
      stalls.add(held.ago(PAUSE * i).build());
    }

    assertThat(nagle(stalls)).hasSize(1);
    assertThat(nagle(stalls.subList(1, stalls.size()))).isEmpty();
  }

  private static List<Finding> nagle(List<IncidentSample> stalls) {
    return new NagleStallDetector()
        .inspect(
            snapshot().incidents(longAgo(IncidentKind.ANSWERED_LATE, stalls)).build(), THRESHOLDS);
  }

  private static IncidentSampleBuilder reset() {
    return incident().state(TcpState.CLOSE).elapsedMillis(250_000);
  }

  private static IncidentGroup everyFiveMinutes(int count) {
    List<IncidentSample> resets = new ArrayList<>();
    for (int i = count; i > 0; i--) {
      resets.add(reset().ago(PAUSE * i).build());
    }
    return longAgo(IncidentKind.READ_RESET, resets);
  }

  private static IncidentGroup spread(IncidentKind kind, IncidentSampleBuilder one) {
    return longAgo(
        kind,
        List.of(one.ago(PAUSE * 3).build(), one.ago(PAUSE * 2).build(), one.ago(PAUSE).build()));
  }

  private static EndedGroup endedInOrder(int count) {
    List<EndedConnection> latest = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long opened = NOW - seconds(600) + seconds(i);
      latest.add(new EndedConnection(opened, opened + 1, 9, 900, false, false, null));
    }
    return new EndedGroup(
        "192.0.2.7:5432", SITE, SITE.callSite(), count, NOW - seconds(600), latest);
  }

  private static List<Finding> resets(SnapshotBuilder snapshot) {
    return new ResetByPeerDetector().inspect(snapshot.build(), THRESHOLDS);
  }
}
