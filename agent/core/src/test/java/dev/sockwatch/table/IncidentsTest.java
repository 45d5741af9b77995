package dev.sockwatch.table;

import static dev.sockwatch.hooks.SocketHooks.CHANNEL;
import static dev.sockwatch.hooks.SocketHooks.DATAGRAM;
import static dev.sockwatch.hooks.SocketHooks.SOCKET;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.IncidentKind;
import dev.sockwatch.net.InlineReader;
import dev.sockwatch.net.KernelReading;
import dev.sockwatch.net.SocketError;
import dev.sockwatch.net.SocketFailure;
import dev.sockwatch.net.TcpInfo;
import dev.sockwatch.net.TcpState;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is over before a round can see it is told, with the kernel's words, and rationed. */
class IncidentsTest {
  private static final InetSocketAddress REMOTE = InetSocketAddress.createUnresolved("db", 5432);
  private static final KernelReading SAID =
      new KernelReading(TcpInfo.of(TcpState.ESTABLISHED), 0, 12, -1, null, null);

  private final SocketTable table = new SocketTable(new RecordingListener());
  private final Object owner = new Object();
  private final List<IncidentKind> asked = new ArrayList<>();

  @BeforeEach
  void askTheKernel() {
    table.incidents().readInlineWith(new Recording());
  }

  /** Answers always, and notes that it was asked. */
  private final class Recording implements InlineReader {
    @Override
    public @Nullable KernelReading ask(
        int fd, IncidentKind kind, boolean withLocal, boolean withRemote) {
      asked.add(kind);
      return SAID;
    }
  }

  @Test
  void closeOfAConnection_isToldWithTheKernelsWords() {
    connected(7);
    table.closing(owner, 7);
    table.closing(owner, 7);

    Incident closed = requireNonNull(table.incidents().poll());
    assertThat(closed.kind()).isEqualTo(IncidentKind.CLOSED);
    assertThat(closed.said()).isSameAs(SAID);
    assertThat(closed.elapsedNanos()).isNotNegative();
    assertThat(table.incidents().poll()).isNull();
    assertThat(asked).containsExactly(IncidentKind.CLOSED);
  }

  @Test
  void socketReleasedWhileTheKernelIsAsked_hasNoWitness() {
    connected(7);
    table.incidents().readInlineWith(new ReleasingMeanwhile());
    table.closing(owner, 7);

    assertThat(requireNonNull(table.incidents().poll()).said()).isNull();
  }

  /** Another thread closes the socket, too, and is faster. */
  private final class ReleasingMeanwhile implements InlineReader {
    @Override
    public KernelReading ask(int fd, IncidentKind kind, boolean withLocal, boolean withRemote) {
      table.released(fd);
      return SAID;
    }
  }

  @Test
  void closeOfAListenerOrDatagram_isNoIncident() {
    table.opened(owner, 7, SOCKET);
    table.listening(owner, 7);
    table.closing(owner, 7);
    table.opened(owner, 8, DATAGRAM);
    table.closing(owner, 8);

    assertThat(table.incidents().poll()).isNull();
    assertThat(asked).isEmpty();
  }

  @Test
  void failedConnect_isToldTwiceWhenTheJdkClosesFirst() {
    connecting(7);
    table.closing(owner, 7);
    table.released(7);
    table.connectFailed(owner, -1, new ConnectException("Connection refused"));

    Incident closed = requireNonNull(table.incidents().poll());
    Incident failed = requireNonNull(table.incidents().poll());
    assertThat(closed.kind()).isEqualTo(IncidentKind.CLOSED_CONNECTING);
    assertThat(failed.kind()).isEqualTo(IncidentKind.CONNECT_FAILED);
    assertThat(failed.socket()).isSameAs(closed.socket());
    assertThat(failed.failure())
        .isEqualTo(
            new SocketFailure(
                SocketError.CONNECTION_REFUSED, "java.net.ConnectException: Connection refused"));
  }

  @Test
  void quickConnect_isNoIncident() {
    connected(7);

    assertThat(table.incidents().poll()).isNull();
  }

  @Test
  void resetOnRead_isToldOnce() {
    connected(7);
    table.transferFailed(7, false, new IOException("Connection reset"));
    table.transferFailed(7, false, new IOException("Connection reset"));

    assertThat(requireNonNull(table.incidents().poll()).kind()).isEqualTo(IncidentKind.READ_RESET);
    assertThat(table.incidents().poll()).isNull();
  }

  @Test
  void brokenPipe_isAResetOnWrite() {
    connected(7);
    table.transferFailed(7, true, new IOException("Broken pipe"));

    Incident reset = requireNonNull(table.incidents().poll());
    assertThat(reset.kind()).isEqualTo(IncidentKind.WRITE_RESET);
    assertThat(reset.failure())
        .isEqualTo(new SocketFailure(SocketError.BROKEN_PIPE, "Broken pipe"));
  }

  @Test
  void brokenPipeAfterOurOwnShutdown_isNoReset() {
    connected(7);
    table.outputShutdown(owner, 7);
    table.transferFailed(7, true, new IOException("Broken pipe"));

    assertThat(table.incidents().poll()).isNull();
  }

  @Test
  void otherFailures_areNoResets() {
    connected(7);
    table.transferFailed(7, false, new IOException("Connection timed out"));
    table.transferFailed(7, false, new IOException());

    assertThat(table.incidents().poll()).isNull();
  }

  @Test
  void moreThanARoundCanAfford_areCounted() {
    for (int fd = 1; fd <= Incidents.PER_ROUND + 10; fd++) {
      connected(fd);
      table.closing(owner, fd);
    }

    assertThat(asked).hasSize(Incidents.PER_ROUND);
    assertThat(table.incidents().takeSeen(IncidentKind.CLOSED)).isEqualTo(Incidents.PER_ROUND + 10);
    assertThat(table.incidents().takeSeen(IncidentKind.CLOSED)).isZero();

    table.beginRound(1);
    connected(1);
    table.closing(owner, 1);
    assertThat(asked).hasSize(Incidents.PER_ROUND + 1);
  }

  private void connecting(int fd) {
    table.opened(owner, fd, CHANNEL);
    table.connectStarted(owner, fd, REMOTE);
  }

  private void connected(int fd) {
    connecting(fd);
    table.connected(owner, fd);
  }
}
