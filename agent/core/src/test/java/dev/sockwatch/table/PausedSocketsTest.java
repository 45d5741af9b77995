package dev.sockwatch.table;

import static dev.sockwatch.hooks.SocketHooks.SOCKET;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.table.EventCounts.Event;
import org.junit.jupiter.api.Test;

/** While watching is off a number may change its socket: nothing is concluded from that. */
class PausedSocketsTest {
  private final SocketTable table = new SocketTable(new RecordingListener());
  private final Object owner = new Object();

  @Test
  void anotherSocketsRelease_isNoCollectedOwner() {
    table.opened(owner, 7, SOCKET);
    TrackedSocket socket = requireNonNull(table.at(7));
    socket.pause();
    socket.clear(); // closed and collected while nobody watched

    table.released(7);

    assertThat(table.events().of(Event.COLLECTED)).isZero();
  }

  @Test
  void sameSocketAfterThePause_isWatchedAsBefore() {
    table.opened(owner, 7, SOCKET);
    TrackedSocket socket = requireNonNull(table.at(7));
    assertThat(socket.mayHaveMissedEvents()).isFalse();
    socket.pause();
    socket.resume();
    assertThat(socket.mayHaveMissedEvents()).isTrue();
    socket.clear();

    table.released(7);

    assertThat(table.events().of(Event.COLLECTED)).isEqualTo(1);
  }
}
