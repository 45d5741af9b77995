package dev.sockwatch.sample;

import static dev.sockwatch.hooks.SocketHooks.SOCKET;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.snapshot.LastTransfer;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Unread bytes are asked of idle connections only, and of so many in a round. */
class UnreadReaderTest {
  private static final long NOW = 1_000_000_000_000L;
  private static final long WINDOW = 30_000_000_000L;
  private static final int FD = 50_000;

  private final SocketTable table = new SocketTable(new SilentListener());
  private final Object owner = new Object();
  private final FakeKernel kernel = new FakeKernel().unreadBytes(4711);
  private final UnreadReader reader = new UnreadReader(kernel.source(), WINDOW);

  UnreadReaderTest() {
    reader.beginRound();
  }

  @Test
  void idleConnection_isAsked() {
    assertThat(reader.of(opened(0), idleFor(WINDOW), NOW)).hasValue(4711);
  }

  @Test
  void connectionInUse_isNotAsked() {
    TrackedSocket socket = opened(0);
    assertThat(reader.of(socket, idleFor(WINDOW - 1), NOW)).isEmpty();
    assertThat(reader.of(socket, new LastTransfer(NOW - WINDOW, 0, true, true), NOW)).isEmpty();
    assertThat(reader.of(socket, new LastTransfer(NOW - WINDOW, 0, false, false), NOW)).isEmpty();
    assertThat(kernel.unreadAsked()).isZero();
  }

  @Test
  void newData_forgetsTheAnswer() {
    TrackedSocket socket = opened(0);
    assertThat(reader.of(socket, idleFor(WINDOW), NOW)).isPresent();
    assertThat(reader.of(socket, idleFor(0), NOW)).isEmpty();
    assertThat(socket.unreadBytes()).isNegative();
  }

  @Test
  void whatIsKnown_isKeptAndAskedAgainInTime() {
    TrackedSocket socket = opened(0);
    assertThat(reader.of(socket, idleFor(WINDOW), NOW)).hasValue(4711);
    kernel.unreadBytes(0);

    assertThat(reader.of(socket, idleFor(WINDOW), NOW)).hasValue(4711);
    OptionalLong last = OptionalLong.empty();
    for (int round = 0; round < 8; round++) {
      reader.beginRound();
      last = reader.of(socket, idleFor(WINDOW), NOW);
    }
    assertThat(last).hasValue(0);
  }

  @Test
  void manyIdleConnections_takeSeveralRounds() {
    for (int i = 0; i < 200; i++) {
      OptionalLong unused = reader.of(opened(i), idleFor(WINDOW), NOW);
    }
    assertThat(kernel.unreadAsked()).isEqualTo(128);

    reader.beginRound();
    table.forEach(s -> assertThat(reader.of(s, idleFor(WINDOW), NOW)).isPresent());
  }

  private static LastTransfer idleFor(long nanos) {
    return new LastTransfer(NOW - nanos, NOW - nanos, true, false);
  }

  private TrackedSocket opened(int number) {
    table.opened(owner, FD + number, SOCKET);
    return requireNonNull(table.at(FD + number));
  }
}
