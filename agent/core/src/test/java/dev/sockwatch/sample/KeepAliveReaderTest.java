package dev.sockwatch.sample;

import static dev.sockwatch.hooks.SocketHooks.SOCKET;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.KeepAlive;
import dev.sockwatch.net.SocketOption;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.snapshot.LastTransfer;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Options are read back of idle connections only, and of so many in a round. */
class KeepAliveReaderTest {
  private static final long NOW = 1_000_000_000_000L;
  private static final long WINDOW = 240_000_000_000L;
  private static final int FD = 50_000;

  private final SocketTable table = new SocketTable(new SilentListener());
  private final Object owner = new Object();
  private final FakeKernel kernel = new FakeKernel();
  private final KeepAliveReader reader = new KeepAliveReader(kernel.source(), WINDOW);
  private int asked;

  KeepAliveReaderTest() {
    kernel.whenAsked(() -> asked++);
    reader.beginRound();
  }

  @Test
  void keepaliveOff_isTwoQuestions() {
    kernel.option(FD, SocketOption.SO_KEEPALIVE, 0).option(FD, SocketOption.TCP_KEEPIDLE, 7200);

    assertThat(read(opened(0), NOW - WINDOW)).isEqualTo(new KeepAlive(false, 0, 0, 0, 0, 0));
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void keepaliveOn_isReadWithItsTimes() {
    kernel
        .option(FD, SocketOption.SO_KEEPALIVE, 1)
        .option(FD, SocketOption.TCP_KEEPIDLE, 60)
        .option(FD, SocketOption.TCP_KEEPINTVL, 10)
        .option(FD, SocketOption.TCP_KEEPCNT, 3)
        .option(FD, SocketOption.TCP_USER_TIMEOUT, 5000);

    KeepAlive read = read(opened(0), NOW - WINDOW);
    assertThat(read).isEqualTo(new KeepAlive(true, 60, 10, 3, 5000, 0));
    assertThat(requireNonNull(read).detectionSeconds()).isEqualTo(90);
  }

  @Test
  void connectionInUse_isNotAsked() {
    TrackedSocket socket = opened(0);
    assertThat(read(socket, NOW - WINDOW + 1)).isNull();
    assertThat(read(socket, LastTransfer.UNKNOWN)).isNull();
    assertThat(reader.of(socket, TcpState.CLOSE_WAIT, last(NOW - WINDOW, false), NOW)).isNull();
    assertThat(asked).isZero();
  }

  @Test
  void unknownOption_isNoAnswer() {
    assertThat(read(opened(0), NOW - WINDOW)).isNull();
  }

  @Test
  void whatIsKnown_isKeptAndReadAgainInTime() {
    TrackedSocket socket = opened(0);
    kernel.option(FD, SocketOption.SO_KEEPALIVE, 0);
    KeepAlive first = read(socket, NOW - WINDOW);
    kernel.option(FD, SocketOption.SO_KEEPALIVE, 1);

    assertThat(read(socket, NOW - WINDOW)).isSameAs(first);
    for (int round = 0; round < 8; round++) {
      reader.beginRound();
      KeepAlive unused = read(socket, NOW - WINDOW);
    }
    assertThat(requireNonNull(read(socket, NOW - WINDOW)).on()).isTrue();
  }

  @Test
  void newData_forgetsWhatWasRead() {
    TrackedSocket socket = opened(0);
    kernel.option(FD, SocketOption.SO_KEEPALIVE, 0);
    assertThat(read(socket, NOW - WINDOW)).isNotNull();

    assertThat(read(socket, NOW)).isNull();
    assertThat(socket.keepAlive()).isNull();
  }

  @Test
  void manyIdleConnections_takeSeveralRounds() {
    for (int i = 0; i < 200; i++) {
      kernel.option(FD + i, SocketOption.SO_KEEPALIVE, 0);
      KeepAlive unused = read(opened(i), NOW - WINDOW);
    }
    assertThat(asked).isEqualTo(2 * 128);

    reader.beginRound();
    table.forEach(s -> assertThat(read(s, NOW - WINDOW)).isNotNull());
  }

  /** The kernel sends no probe while it has data to send. */
  @Test
  void connectionWithSomethingUnderWay_isNotIdle() {
    kernel.option(FD, SocketOption.SO_KEEPALIVE, 0);
    TrackedSocket socket = opened(0);
    LastTransfer last = last(NOW - WINDOW, true);
    assertThat(reader.of(socket, TcpState.ESTABLISHED, last, NOW)).isNull();
    assertThat(read(socket, NOW - WINDOW)).isNotNull();
  }

  private @Nullable KeepAlive read(TrackedSocket socket, long lastDataAtNanos) {
    return reader.of(socket, TcpState.ESTABLISHED, last(lastDataAtNanos, false), NOW);
  }

  private static LastTransfer last(long atNanos, boolean isUnderWay) {
    return new LastTransfer(atNanos, atNanos, null, isUnderWay);
  }

  private TrackedSocket opened(int number) {
    table.opened(owner, FD + number, SOCKET);
    return requireNonNull(table.at(FD + number));
  }
}
