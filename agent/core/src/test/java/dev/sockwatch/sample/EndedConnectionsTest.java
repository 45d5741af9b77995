package dev.sockwatch.sample;

import static dev.sockwatch.snapshot.IncidentSampleBuilder.incident;
import static dev.sockwatch.snapshot.SampleBuilder.SITE;
import static dev.sockwatch.snapshot.SnapshotBuilder.NOW;
import static dev.sockwatch.snapshot.SnapshotBuilder.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.Role;
import dev.sockwatch.net.TcpInfoField;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.snapshot.EndedConnection;
import dev.sockwatch.snapshot.EndedGroup;
import dev.sockwatch.snapshot.IncidentSampleBuilder;
import org.junit.jupiter.api.Test;

/** The last connections of each line are remembered in bounded memory, however slowly they come. */
class EndedConnectionsTest {
  private static final long WINDOW = seconds(60);

  private final EndedConnections ended = new EndedConnections(WINDOW);

  @Test
  void closedConnection_isKeptWithItsExchanges() {
    take("192.0.2.7:80", closed(0));

    EndedGroup group = ended.round(NOW).get(0);

    assertThat(group.destination()).isEqualTo("192.0.2.7:80");
    assertThat(group.opening()).isEqualTo(SITE);
    assertThat(group.count()).isEqualTo(1);
    EndedConnection only = group.latest().get(0);
    assertThat(only.exchanges()).isEqualTo(1);
    assertThat(only.minRttMicros()).isEqualTo(900);
    assertThat(only.closedFirstByPeer()).isTrue();
    assertThat(only.lifeNanos()).isEqualTo(12_000_000);
    assertThat(only.openedAtNanos()).isEqualTo(NOW - 12_000_000);
  }

  @Test
  void ofManyConnections_theLastAreKept() {
    for (int i = 100; i > 0; i--) {
      take("192.0.2.7:80", closed(seconds(i)));
    }

    EndedGroup group = ended.round(NOW).get(0);

    assertThat(group.count()).isEqualTo(100);
    assertThat(group.latest()).hasSize(32);
    assertThat(group.sinceNanos()).isEqualTo(NOW - seconds(100) - 12_000_000);
    assertThat(group.pauseNanos()).isEqualTo(seconds(1));
  }

  @Test
  void ofManyDestinations_theLastAreKept() {
    for (int i = 0; i < 600; i++) {
      take("192.0.2.7:" + i, closed(0));
    }

    assertThat(ended.round(NOW))
        .hasSize(500)
        .noneMatch(g -> g.destination().equals("192.0.2.7:99"))
        .anyMatch(g -> g.destination().equals("192.0.2.7:100"));
  }

  @Test
  void slowSeries_goesOnBeyondTheWindow() {
    for (int i = 5; i > 0; i--) {
      take("192.0.2.7:80", closed(seconds(100L * i)));
    }

    assertThat(ended.round(NOW).get(0).count()).isEqualTo(5);
    assertThat(ended.round(NOW + seconds(400) - 1)).hasSize(1);
    assertThat(ended.round(NOW + seconds(400) + 1)).isEmpty();
  }

  @Test
  void longPause_beginsANewSeries() {
    for (int i = 10; i > 0; i--) {
      take("192.0.2.7:80", closed(seconds(500 + i)));
    }
    take("192.0.2.7:80", closed(0));

    EndedGroup group = ended.round(NOW).get(0);

    assertThat(group.count()).isEqualTo(1);
    assertThat(group.sinceNanos()).isEqualTo(NOW - 12_000_000);
  }

  @Test
  void acceptedConnectionsAndUnaskedOnes_areNotKept() {
    take("clients of port 80", closed(0).role(Role.SERVER));
    take("192.0.2.7:80", incident().elapsedMillis(12));

    assertThat(ended.round(NOW)).isEmpty();
  }

  private static IncidentSampleBuilder closed(long ago) {
    return incident()
        .ago(ago)
        .elapsedMillis(12)
        .state(TcpState.CLOSE_WAIT)
        .tcp(TcpInfoField.DATA_SEGS_IN, 3)
        .tcp(TcpInfoField.DATA_SEGS_OUT, 1)
        .tcp(TcpInfoField.MIN_RTT, 900);
  }

  private void take(String destination, IncidentSampleBuilder closed) {
    ended.take(closed.build(), false, destination, SITE, SITE.callSite(), 1);
  }
}
