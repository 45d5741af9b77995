package dev.sockwatch.table;

import static dev.sockwatch.hooks.SocketHooks.CHANNEL;
import static dev.sockwatch.hooks.SocketHooks.SOCKET;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.Role;
import dev.sockwatch.net.SocketKind;
import dev.sockwatch.table.EventCounts.Event;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A descriptor's number is used again, and no event reaches the wrong socket. */
class DescriptorReuseTest {
  private final SocketTable table = new SocketTable(new RecordingListener());
  private final Object first = new Object();
  private final Object second = new Object();

  @Test
  void numberUsedAgain_isAnotherRecord() {
    table.opened(first, 7, CHANNEL);
    TrackedSocket before = socketAt(7);
    table.released(7);
    table.opened(second, 7, SOCKET);

    assertThat(socketAt(7)).isNotSameAs(before);
    assertThat(socketAt(7).id()).isGreaterThan(before.id());
    assertThat(socketAt(7).kind()).isEqualTo(SocketKind.SOCKET);
  }

  @Test
  void lateEventsOfTheFirstOwner_doNotTouchTheSecond() {
    table.opened(first, 7, SOCKET);
    table.released(7);
    table.opened(second, 7, SOCKET);

    table.connectStarted(first, 7, null);
    table.connected(first, 7);
    table.listening(first, 7);
    table.inputShutdown(first, 7);
    table.outputShutdown(first, 7);
    table.closing(first, 7);
    table.connectFailed(first, 7, new IOException("closed"));

    TrackedSocket socket = socketAt(7);
    assertThat(socket.role()).isEqualTo(Role.UNCONNECTED);
    assertThat(socket.isClosing()).isFalse();
    assertThat(socket.connectFailure()).isNull();
    for (Event event : Event.values()) {
      assertThat(table.events().of(event))
          .as(event.word())
          .isEqualTo(event == Event.OPENED ? 2 : event == Event.RELEASED ? 1 : 0);
    }
  }

  @Test
  void openWithoutARelease_replacesTheStaleRecord() {
    table.opened(first, 7, SOCKET);
    TrackedSocket stale = socketAt(7);

    table.opened(second, 7, SOCKET);

    assertThat(stale.isReleased()).isTrue();
    assertThat(socketAt(7).isHeldBy(second)).isTrue();
    table.released(7);
    assertThat(table.events().of(Event.RELEASED)).isEqualTo(1);
  }

  @Test
  void forgottenRecord_doesNotTakeItsSuccessorAlong() {
    table.opened(first, 7, SOCKET);
    TrackedSocket stale = socketAt(7);
    table.opened(second, 7, SOCKET);

    table.forget(stale);
    assertThat(socketAt(7).isHeldBy(second)).isTrue();

    TrackedSocket forgotten = socketAt(7);
    table.forget(forgotten);
    assertThat(table.at(7)).isNull();
    assertThat(forgotten.isReleased()).isTrue();
    assertThat(table.events().of(Event.RELEASED)).isZero();
  }

  @Test
  void unknownDescriptor_isIgnored() {
    table.closing(first, 7);
    table.connected(first, -1);
    table.endOfInput(7);
    table.received(this, -1);
    table.released(7);
    table.released(-1);

    for (Event event : Event.values()) {
      assertThat(table.events().of(event)).as(event.word()).isZero();
    }
  }

  private TrackedSocket socketAt(int fd) {
    return requireNonNull(table.at(fd));
  }
}
