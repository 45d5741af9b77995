package dev.sockwatch.table;

import static dev.sockwatch.hooks.SocketHooks.SOCKET;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.table.EventCounts.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A socket that no hook saw open is known by its number, and nothing is made up about it. */
class AdoptedSocketsTest {
  private final SocketTable table = new SocketTable(new RecordingListener());

  @Test
  void adoptedSocket_isUnwoven() {
    assertThat(table.adopt(7, 99, 5)).isTrue();

    TrackedSocket socket = requireNonNull(table.at(7));
    assertThat(socket.kind()).isEqualTo(SocketKind.UNWOVEN);
    assertThat(socket.inode()).isEqualTo(99);
    assertThat(socket.openedAtNanos()).isEqualTo(5);
    assertThat(socket.thread()).isNull();
    assertThat(socket.opening(new CallStacks(KnownLibraries.load(List.of())))).isNull();
    assertThat(table.events().of(Event.OPENED)).isZero();
  }

  @Test
  void unknownOwner_isNeverCollected() {
    table.adopt(7, 99, 5);
    assertThat(requireNonNull(table.at(7)).isOwnerCollected()).isFalse();

    table.released(7);

    assertThat(table.events().of(Event.RELEASED)).isEqualTo(1);
    assertThat(table.events().of(Event.COLLECTED)).isZero();
    assertThat(table.pollCollected()).isNull();
  }

  @Test
  void anyOwner_mayCloseIt() {
    table.adopt(7, 99, 5);

    table.closing(new Object(), 7);

    assertThat(requireNonNull(table.at(7)).isClosing()).isTrue();
  }

  @Test
  void hookThatWasFaster_wins() {
    Object owner = new Object();
    table.opened(owner, 7, SOCKET);

    assertThat(table.adopt(7, 99, 5)).isFalse();
    assertThat(requireNonNull(table.at(7)).isHeldBy(owner)).isTrue();
  }
}
