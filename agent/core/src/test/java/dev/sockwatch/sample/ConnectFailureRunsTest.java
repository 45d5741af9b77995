package dev.sockwatch.sample;

import static dev.sockwatch.hooks.SocketHooks.SOCKET;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.IncidentKind;
import dev.sockwatch.net.SocketFailure;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.snapshot.ConnectOutcome;
import dev.sockwatch.snapshot.FailedConnects;
import dev.sockwatch.snapshot.SampleBuilder;
import dev.sockwatch.snapshot.SnapshotBuilder;
import dev.sockwatch.snapshot.SocketSample;
import dev.sockwatch.stack.HandMadeStack;
import dev.sockwatch.table.Incident;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A run of failed connects lasts until one succeeds or nobody tries any more. */
class ConnectFailureRunsTest {
  private static final long SECOND = 1_000_000_000;
  private static final long WINDOW = 60 * SECOND;
  private static final int FD = 50_000;
  private static final SocketFailure REFUSED =
      SocketFailure.of(new ConnectException("Connection refused"));
  private static final String DESTINATION = "192.0.2.7:5432";
  private static final byte[] FIRST = {(byte) 192, 0, 2, 7};
  private static final byte[] SECOND_ADDRESS = {(byte) 192, 0, 2, 8};

  private final SocketTable table = new SocketTable(new SilentListener());
  private final ConnectFailureRuns runs = new ConnectFailureRuns(table, WINDOW);
  private final Object owner = new Object();

  @Test
  void failuresInARow_areCounted() {
    fail(10 * SECOND, SECOND, REFUSED);
    fail(20 * SECOND, 2 * SECOND, REFUSED);

    FailedConnects failed = single(25 * SECOND);
    assertThat(failed.outcome()).isEqualTo(ConnectOutcome.REFUSED);
    assertThat(failed.count()).isEqualTo(2);
    assertThat(failed.failingNanos()).isEqualTo(11 * SECOND);
    assertThat(failed.longestNanos()).isEqualTo(2 * SECOND);
    assertThat(failed.failure()).isEqualTo(REFUSED);
    assertThat(failed.synRetransmits()).isEmpty();
  }

  @Test
  void differentOutcomes_areToldApart() {
    fail(10 * SECOND, 0, REFUSED);
    fail(11 * SECOND, 0, SocketFailure.of(new NoRouteToHostException("No route to host")));

    assertThat(runs.round(List.of(), 12 * SECOND))
        .extracting(FailedConnects::outcome)
        .containsExactly(ConnectOutcome.REFUSED, ConnectOutcome.UNREACHABLE);
  }

  @Test
  void connectionClosedSince_endsTheRun() {
    fail(10 * SECOND, 0, REFUSED);
    closed(15 * SECOND, 6 * SECOND, DESTINATION, "a");
    assertThat(runs.round(List.of(), 20 * SECOND)).as("it was open before").hasSize(1);

    closed(15 * SECOND, 4 * SECOND, DESTINATION, "a");
    assertThat(runs.round(List.of(), 20 * SECOND)).isEmpty();
  }

  @Test
  void openConnection_endsTheRun() {
    long now = SnapshotBuilder.NOW;
    fail(now - 10 * SECOND, 0, REFUSED);

    SampleBuilder open = SampleBuilder.sample().openedAt(HandMadeStack.at("A", "a", 1));
    assertThat(runs.round(List.of(open.openedFor(11 * SECOND).build()), now)).hasSize(1);
    assertThat(runs.round(List.of(open.openedFor(9 * SECOND).build()), now)).isEmpty();
  }

  @Test
  void otherAddressOfTheSameName_endsTheRun() throws UnknownHostException {
    take(IncidentKind.CONNECT_FAILED, FIRST, "db.acme.example", 10 * SECOND, 0, REFUSED);
    take(IncidentKind.CLOSED, SECOND_ADDRESS, "cache.acme.example", 12 * SECOND, SECOND, null);
    assertThat(runs.round(List.of(), 13 * SECOND)).hasSize(1);

    take(IncidentKind.CLOSED, SECOND_ADDRESS, "db.acme.example", 12 * SECOND, SECOND, null);
    assertThat(runs.round(List.of(), 13 * SECOND)).isEmpty();
  }

  @Test
  void nobodyTrying_endsTheRun() {
    fail(10 * SECOND, 0, REFUSED);

    assertThat(runs.round(List.of(), 70 * SECOND)).hasSize(1);
    assertThat(runs.round(List.of(), 71 * SECOND)).isEmpty();
  }

  @Test
  void rareTries_areWaitedFor() {
    fail(10 * SECOND, 0, REFUSED);
    fail(60 * SECOND, 0, REFUSED);

    assertThat(runs.round(List.of(), 160 * SECOND)).hasSize(1);
    assertThat(runs.round(List.of(), 161 * SECOND)).isEmpty();
  }

  @Test
  void connectInProgress_keepsTheRun() {
    long now = SnapshotBuilder.NOW;
    fail(now - 65 * SECOND, 0, REFUSED);
    SocketSample trying =
        SampleBuilder.sample()
            .openedAt(HandMadeStack.at("A", "a", 1))
            .state(TcpState.SYN_SENT)
            .notConnected()
            .build();

    assertThat(runs.round(List.of(trying), now)).hasSize(1);
    assertThat(runs.round(List.of(), now)).hasSize(1);
    assertThat(runs.round(List.of(), now + WINDOW + 1)).isEmpty();
  }

  @Test
  void missingPorts_areNoRun() {
    fail(10 * SECOND, 0, SocketFailure.of(new BindException("Cannot assign requested address")));
    assertThat(runs.round(List.of(), 11 * SECOND)).isEmpty();
  }

  private FailedConnects single(long now) {
    List<FailedConnects> failing = runs.round(List.of(), now);
    assertThat(failing).hasSize(1);
    return failing.get(0);
  }

  private void fail(long atNanos, long elapsedNanos, SocketFailure failure) {
    try {
      take(IncidentKind.CONNECT_FAILED, FIRST, null, atNanos, elapsedNanos, failure);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private void closed(long atNanos, long openNanos, String destination, String method) {
    runs.take(
        new Incident(IncidentKind.CLOSED, client(null), atNanos, openNanos, null, null),
        destination,
        HandMadeStack.at("A", method, 1),
        HandMadeStack.at("A", method, 1).callSite(),
        1);
  }

  private void take(
      IncidentKind kind,
      byte[] address,
      @Nullable String name,
      long atNanos,
      long elapsedNanos,
      @Nullable SocketFailure failure)
      throws UnknownHostException {
    InetAddress host =
        name == null ? InetAddress.getByAddress(address) : InetAddress.getByAddress(name, address);
    InetSocketAddress remote = new InetSocketAddress(host, 5432);
    runs.take(
        new Incident(kind, client(remote), atNanos, elapsedNanos, failure, null),
        "192.0.2." + address[3] + ":5432",
        HandMadeStack.at("A", "a", 1),
        HandMadeStack.at("A", "a", 1).callSite(),
        1);
  }

  private TrackedSocket client(@Nullable InetSocketAddress remote) {
    table.opened(owner, FD, SOCKET);
    table.connectStarted(owner, FD, remote);
    table.connected(owner, FD);
    return requireNonNull(table.at(FD));
  }
}
