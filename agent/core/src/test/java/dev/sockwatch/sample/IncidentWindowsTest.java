package dev.sockwatch.sample;

import static dev.sockwatch.hooks.SocketHooks.SOCKET;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sockwatch.net.IncidentKind;
import dev.sockwatch.net.InlineReader;
import dev.sockwatch.net.KernelReading;
import dev.sockwatch.net.SocketError;
import dev.sockwatch.net.SocketFailure;
import dev.sockwatch.net.TcpInfo;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.snapshot.IncidentGroup;
import dev.sockwatch.snapshot.IncidentSample;
import dev.sockwatch.stack.CallStacks;
import dev.sockwatch.stack.KnownLibraries;
import dev.sockwatch.table.Incidents;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.text.AddressMask;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Incidents are counted by place, for the length of a window. */
class IncidentWindowsTest {
  private static final long WINDOW_NANOS = 3_600_000_000_000L;

  private final SocketTable table = new SocketTable(new SilentListener());
  private final CallStacks stacks = new CallStacks(KnownLibraries.load(List.of()));
  private final DestinationNames destinations = new DestinationNames(AddressMask.NONE);
  private final IncidentWindows windows =
      new IncidentWindows(
          table.incidents(),
          new KnownAddresses(stacks, destinations),
          destinations,
          stacks,
          new ConnectFailureRuns(table, WINDOW_NANOS),
          new EndedConnections(WINDOW_NANOS),
          WINDOW_NANOS);
  private final Object owner = new Object();
  private int unreadBytes = 12;

  @BeforeEach
  void askTheKernel() {
    table.incidents().readInlineWith(new InFinWait2());
  }

  private final class InFinWait2 implements InlineReader {
    @Override
    public @Nullable KernelReading ask(
        int fd, IncidentKind kind, boolean withLocal, boolean withRemote) {
      return new KernelReading(
          TcpInfo.of(TcpState.FIN_WAIT2), KernelReading.UNASKED, unreadBytes, -1, null, null);
    }
  }

  @Test
  void closes_areGroupedByPlaceWithTheKernelsWords() {
    connectAndClose(7, "192.0.2.7");
    connectAndClose(8, "192.0.2.7");
    connectAndClose(9, "192.0.2.8");

    List<IncidentGroup> groups = windows.round(System.nanoTime());

    assertThat(groups)
        .extracting(IncidentGroup::kind, IncidentGroup::destination, IncidentGroup::count)
        .containsExactly(
            tuple(IncidentKind.CLOSED, "192.0.2.7:5432", 2L),
            tuple(IncidentKind.CLOSED, "192.0.2.8:5432", 1L));
    IncidentSample closed = groups.get(0).incidents().get(0);
    assertThat(requireNonNull(closed.tcp()).state()).isEqualTo(TcpState.FIN_WAIT2);
    assertThat(closed.unreadBytes()).hasValue(12);
    assertThat(closed.lingerSeconds()).hasValue(-1);
    assertThat(closed.noDelay()).isNull();
  }

  @Test
  void whatIsOlderThanTheWindow_isForgotten() {
    unreadBytes = 0;
    connectAndClose(7, "192.0.2.7");
    long now = System.nanoTime();
    assertThat(windows.round(now)).hasSize(1);
    assertThat(windows.round(now + WINDOW_NANOS / 2)).hasSize(1);
    assertThat(windows.round(now + WINDOW_NANOS + 1)).isEmpty();
  }

  @Test
  void whatDidHarm_isRememberedForSixtyWindows() {
    connectAndClose(7, "192.0.2.7");
    long now = System.nanoTime();
    assertThat(windows.round(now).get(0).before()).isEmpty();

    IncidentGroup later = windows.round(now + WINDOW_NANOS + 1).get(0);

    assertThat(later.count()).isZero();
    assertThat(later.incidents()).isEmpty();
    assertThat(later.before()).singleElement().extracting(IncidentSample::socketId).isEqualTo(1L);
    assertThat(windows.round(now + 60 * WINDOW_NANOS + 1)).isEmpty();
  }

  @Test
  void moreThanWereTaken_areEstimated() {
    for (int fd = 1; fd <= 3 * Incidents.PER_ROUND; fd++) {
      connectAndClose(fd, "192.0.2.7");
    }

    IncidentGroup group = windows.round(System.nanoTime()).get(0);
    assertThat(group.count()).isEqualTo(3L * Incidents.PER_ROUND);
    assertThat(group.incidents()).hasSize(128);
  }

  @Test
  void connectsThatFailed_areNotCountedForOneThatWasGivenUp() {
    for (int fd = 1; fd <= 20; fd++) {
      connect(fd, "192.0.2.7");
      table.closing(owner, fd);
      table.connectFailed(owner, fd, new IOException("Connection refused"));
      table.released(fd);
      var unused = windows.round(System.nanoTime());
    }
    connect(30, "192.0.2.7");
    table.closing(owner, 30);
    table.released(30);
    assertThat(counts(windows.round(System.nanoTime()))).containsExactly(20L);

    assertThat(counts(windows.round(System.nanoTime()))).containsExactlyInAnyOrder(20L, 1L);
  }

  private static List<Long> counts(List<IncidentGroup> groups) {
    return groups.stream().map(IncidentGroup::count).toList();
  }

  @Test
  void failedConnect_hasTheWitnessOfItsClose() {
    connect(7, "192.0.2.7");
    table.closing(owner, 7);
    table.released(7);
    table.incidents().readInlineWith(InlineReader.NONE);
    table.connectFailed(owner, -1, new IOException("Connection refused"));

    IncidentGroup group = windows.round(System.nanoTime()).get(0);
    assertThat(group.kind()).isEqualTo(IncidentKind.CONNECT_FAILED);
    assertThat(group.incidents()).hasSize(1);
    assertThat(group.incidents().get(0).failure())
        .isEqualTo(
            new SocketFailure(
                SocketError.CONNECTION_REFUSED, "java.io.IOException: Connection refused"));
    assertThat(requireNonNull(group.incidents().get(0).tcp()).state())
        .isEqualTo(TcpState.FIN_WAIT2);
  }

  @Test
  void exceptionOfTheNextRound_stillFindsItsClose() {
    connect(7, "192.0.2.7");
    table.closing(owner, 7);
    assertThat(windows.round(System.nanoTime())).isEmpty();
    table.connectFailed(owner, 7, new IOException("Connection refused"));

    assertThat(windows.round(System.nanoTime()))
        .extracting(IncidentGroup::kind)
        .containsExactly(IncidentKind.CONNECT_FAILED);
  }

  @Test
  void closeWithoutAnException_isAConnectGivenUp() {
    connect(7, "192.0.2.7");
    table.closing(owner, 7);

    assertThat(windows.round(System.nanoTime())).isEmpty();
    assertThat(windows.round(System.nanoTime()))
        .extracting(IncidentGroup::kind)
        .containsExactly(IncidentKind.CLOSED_CONNECTING);
  }

  /** A farewell to a peer that had gone loses nothing; the same failure of a request does. */
  @Test
  void writeInsideTheCloseOfATlsLayer_isNoReset() {
    connect(7, "192.0.2.7");
    table.connected(owner, 7);
    new SslHandler(table).close(7);
    assertThat(windows.round(System.nanoTime())).isEmpty();

    connect(8, "192.0.2.7");
    table.connected(owner, 8);
    new SslHandler(table).write(8);
    assertThat(windows.round(System.nanoTime()))
        .extracting(IncidentGroup::kind)
        .containsExactly(IncidentKind.WRITE_RESET);
  }

  /** Named as Netty's. */
  private record SslHandler(SocketTable table) {
    void close(int fd) {
      write(fd);
    }

    void write(int fd) {
      table.transferFailed(fd, true, new IOException("Broken pipe"));
    }
  }

  private void connectAndClose(int fd, String host) {
    connect(fd, host);
    table.connected(owner, fd);
    table.closing(owner, fd);
    table.released(fd);
  }

  private void connect(int fd, String host) {
    table.opened(owner, fd, SOCKET);
    table.connectStarted(owner, fd, new InetSocketAddress(host, 5432));
  }
}
