package dev.sockwatch.detect;

import static dev.sockwatch.detect.Verdicts.THRESHOLDS;
import static dev.sockwatch.net.IncidentKind.ANSWERED_LATE;
import static dev.sockwatch.net.IncidentKind.CLOSED;
import static dev.sockwatch.net.IncidentKind.CONNECTED_SLOWLY;
import static dev.sockwatch.net.IncidentKind.CONNECT_FAILED;
import static dev.sockwatch.net.IncidentKind.READ_RESET;
import static dev.sockwatch.snapshot.IncidentSampleBuilder.incident;
import static dev.sockwatch.snapshot.SampleBuilder.SITE;
import static dev.sockwatch.snapshot.SampleBuilder.accepted;
import static dev.sockwatch.snapshot.SampleBuilder.sample;
import static dev.sockwatch.snapshot.SampleBuilder.unconnected;
import static dev.sockwatch.snapshot.SnapshotBuilder.NOW;
import static dev.sockwatch.snapshot.SnapshotBuilder.seconds;
import static dev.sockwatch.snapshot.SnapshotBuilder.snapshot;
import static dev.sockwatch.snapshot.SnapshotBuilder.snapshotOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.IncidentKind;
import dev.sockwatch.net.KeepAlive;
import dev.sockwatch.net.SocketFailure;
import dev.sockwatch.net.SocketKind;
import dev.sockwatch.net.TcpInfoField;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.report.Announcements;
import dev.sockwatch.report.FindingChange;
import dev.sockwatch.report.FindingChange.What;
import dev.sockwatch.report.FindingLedger;
import dev.sockwatch.snapshot.ConnectOutcome;
import dev.sockwatch.snapshot.FailedConnects;
import dev.sockwatch.snapshot.GroupCounts.Heads;
import dev.sockwatch.snapshot.HostSample;
import dev.sockwatch.snapshot.IncidentSample;
import dev.sockwatch.snapshot.IncidentSampleBuilder;
import dev.sockwatch.snapshot.SampleBuilder;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.snapshot.SocketSample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever hovers at a threshold is said once to be there, and once to be gone. */
class HysteresisTest {
  private static final long ROUND_MILLIS = 5000;

  /**
   * A detector at its threshold.
   *
   * @param fires a snapshot in which it just finds something
   * @param silent one step below
   */
  record Edge(FindingId id, Snapshot fires, Snapshot silent) {
    @Override
    public String toString() {
      return id.word();
    }
  }

  static Stream<Edge> edges() {
    return Stream.of(
        new Edge(FindingId.SOCKET_ABANDONED, dropped(30), dropped(29)),
        edge(FindingId.CLOSE_WAIT, s -> sample().closeWaitFor(s).endOfInputRead()),
        edge(FindingId.CLOSE_PENDING, s -> sample().closedFor(s)),
        edge(FindingId.NEVER_CONNECTED, s -> unconnected().openedFor(s)),
        new Edge(FindingId.SOCKETS_GROWING, silentClients(10), silentClients(9)),
        new Edge(FindingId.DESCRIPTORS_LOW, descriptors(80), descriptors(79)),
        incidents(
            FindingId.NAGLE_STALL,
            ANSWERED_LATE,
            5,
            incident().noDelay(false).elapsedMillis(40).tcp(TcpInfoField.LAST_DATA_SENT, 0)),
        new Edge(
            FindingId.NODELAY_MISSING,
            snapshotOf(sample().splitMessages(20, null).build()),
            snapshotOf(sample().splitMessages(19, null).build())),
        new Edge(
            FindingId.CONNECTION_PER_REQUEST,
            snapshot().ended(ConnectionPerRequestTest.ended(75, seconds(1), i -> 1)).build(),
            snapshot()
                .ended(ConnectionPerRequestTest.ended(75, seconds(1), i -> i % 8 == 0 ? 50 : 1))
                .build()),
        incidents(
            FindingId.CONNECT_SLOW,
            CONNECTED_SLOWLY,
            3,
            incident().tcp(TcpInfoField.TOTAL_RETRANS, 1)),
        incidents(FindingId.RESET_BY_PEER, READ_RESET, 3, incident()),
        incidents(
            FindingId.RESET_BY_US,
            CLOSED,
            3,
            incident().state(TcpState.ESTABLISHED).unreadBytes(1000)),
        new Edge(
            FindingId.KEEPALIVE_DISABLED,
            idle(240, new KeepAlive(false, 0, 0, 0, 0, 0)),
            idle(239, new KeepAlive(false, 0, 0, 0, 0, 0))),
        new Edge(
            FindingId.KEEPALIVE_TOO_SLOW,
            idle(240, new KeepAlive(true, 7200, 75, 9, 0, 0)),
            idle(239, new KeepAlive(true, 7200, 75, 9, 0, 0))),
        new Edge(
            FindingId.TIME_WAIT_PRESSURE,
            snapshot().ports(1000, Ports.held(0, 10, 50)).build(),
            snapshot().ports(1000, Ports.held(0, 10, 49)).build()),
        new Edge(
            FindingId.EPHEMERAL_PORTS_LOW,
            snapshot().ports(1000, Ports.held(800, 0, 0)).build(),
            snapshot().ports(1000, Ports.held(799, 0, 0)).build()),
        failing(FindingId.CONNECT_REFUSED, ConnectOutcome.REFUSED),
        failing(FindingId.CONNECT_TIMED_OUT, ConnectOutcome.UNANSWERED),
        failing(FindingId.CONNECT_UNREACHABLE, ConnectOutcome.UNREACHABLE),
        new Edge(FindingId.CONNECT_NO_PORT, noPort(1), noPort(0)));
  }

  @Test
  void everyFinding_hasAnEdge() {
    assertThat(edges().map(Edge::id)).containsExactlyInAnyOrder(FindingId.values());
  }

  @ParameterizedTest
  @MethodSource("edges")
  void whatHoversFromRoundToRound_opensOnceAndIsResolvedOnce(Edge edge) {
    assertThat(said(edge, 1)).containsExactly(What.OPENED, What.RESOLVED);
  }

  /** As a load that comes and goes, or connections that are used a little too rarely. */
  @ParameterizedTest
  @MethodSource("edges")
  void whatComesAndGoesWithinAWindow_opensOnceAndIsResolvedOnce(Edge edge) {
    long window = QuietWindow.nanos(edge.id(), THRESHOLDS) / 2_000_000;
    assertThat(said(edge, (int) (window / ROUND_MILLIS)))
        .containsExactly(What.OPENED, What.RESOLVED);
  }

  /** On for so many rounds, off for as many, ten times, and then off for an hour. */
  private static List<What> said(Edge edge, int rounds) {
    List<Snapshot> snapshots = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      snapshots.addAll(Collections.nCopies(rounds, edge.fires()));
      snapshots.addAll(Collections.nCopies(rounds, edge.silent()));
    }
    snapshots.addAll(Collections.nCopies(720, edge.silent()));
    FindingLedger ledger = new FindingLedger();
    Announcements announcements = new Announcements(id -> QuietWindow.nanos(id, THRESHOLDS), 1);
    List<What> said = new ArrayList<>();
    long now = 1_000_000;
    for (Snapshot snapshot : snapshots) {
      List<Finding> findings = new ArrayList<>();
      for (Detector detector : Detectors.all()) {
        findings.addAll(detector.inspect(snapshot, THRESHOLDS, ledger.openKeys()));
      }
      for (FindingChange change :
          announcements.round(ledger.round(findings, now), ledger.openViews(), now)) {
        if (change.key().id() == edge.id() && change.what() != What.STILL) {
          said.add(change.what());
        }
      }
      now += ROUND_MILLIS;
    }
    return said;
  }

  private static Edge edge(FindingId id, LongFunction<SampleBuilder> after) {
    return new Edge(
        id,
        snapshotOf(after.apply(seconds(30)).build()),
        snapshotOf(after.apply(seconds(29)).build()));
  }

  private static Edge incidents(
      FindingId id, IncidentKind kind, int count, IncidentSampleBuilder one) {
    return new Edge(
        id,
        snapshot().incidents(one.times(count, kind)).build(),
        snapshot().incidents(one.times(count - 1, kind)).build());
  }

  private static Edge failing(FindingId id, ConnectOutcome outcome) {
    return new Edge(id, failing(outcome, 30), failing(outcome, 29));
  }

  private static Snapshot failing(ConnectOutcome outcome, long forSeconds) {
    return snapshot()
        .failing(
            new FailedConnects(
                outcome,
                "192.0.2.7:5432",
                SITE,
                SITE.callSite(),
                3,
                NOW - seconds(forSeconds),
                NOW,
                seconds(1),
                null,
                true,
                OptionalLong.empty()))
        .build();
  }

  private static Snapshot dropped(long forSeconds) {
    return snapshotOf(
        sample()
            .kind(SocketKind.CHANNEL)
            .ownerCollectedFor(seconds(forSeconds))
            .idleFor(seconds(forSeconds))
            .build());
  }

  private static Snapshot silentClients(int number) {
    SocketSample[] silent = accepted().openedFor(seconds(60)).everTransferred(false).times(number);
    return snapshot()
        .sockets(silent)
        .earlier(
            silent[0].group(),
            new Heads(9, 0, 9),
            new Heads(8, 0, 8),
            new Heads(7, 0, 7),
            new Heads(6, 0, 6))
        .build();
  }

  private static Snapshot descriptors(long open) {
    return snapshot()
        .host(new HostSample(OptionalLong.of(open), OptionalLong.of(100), false))
        .build();
  }

  private static Snapshot idle(long forSeconds, KeepAlive keepAlive) {
    return snapshotOf(sample().idleFor(seconds(forSeconds)).keepAlive(keepAlive).build());
  }

  private static Snapshot noPort(int failed) {
    IncidentSample one = incident().build();
    IncidentSample refused =
        new IncidentSample(
            one.socketId(),
            one.role(),
            NOW,
            0,
            SocketFailure.of(new java.net.BindException("Cannot assign requested address")),
            null,
            null,
            OptionalLong.empty(),
            OptionalLong.empty(),
            null,
            null);
    return failed == 0
        ? snapshot().build()
        : snapshot()
            .incidents(
                IncidentSampleBuilder.group(
                    CONNECT_FAILED, List.of(NOW), Collections.nCopies(failed, refused)))
            .build();
  }
}
