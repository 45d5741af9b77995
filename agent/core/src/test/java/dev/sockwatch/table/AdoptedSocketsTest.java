package dev.sockwatch.table;

import static dev.sockwatch.hooks.SocketHooks.SOCKET;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.Role;
import dev.sockwatch.net.SocketKind;
import dev.sockwatch.stack.CallStack;
import dev.sockwatch.stack.CallStacks;
import dev.sockwatch.stack.KnownLibraries;
import dev.sockwatch.table.EventCounts.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A socket that no hook saw open is known by its number, and nothing is made up about it. */
class AdoptedSocketsTest {
  private final SocketTable table = new SocketTable(new RecordingListener());

  @Test
  void adoptedSocket_isKnownByItsNumberOnly() {
    assertThat(table.adopt(7, 99, SocketKind.ADOPTED, 5)).isTrue();

    TrackedSocket socket = requireNonNull(table.at(7));
    assertThat(socket.kind()).isEqualTo(SocketKind.ADOPTED);
    assertThat(socket.inode()).isEqualTo(99);
    assertThat(socket.openedAtNanos()).isEqualTo(5);
    assertThat(socket.thread()).isNull();
    assertThat(socket.opening(new CallStacks(KnownLibraries.load(List.of())))).isNull();
    assertThat(table.events().of(Event.OPENED)).isZero();
  }

  @Test
  void unknownOwner_isNeverCollected() {
    table.adopt(7, 99, SocketKind.ADOPTED, 5);
    assertThat(requireNonNull(table.at(7)).isOwnerCollected()).isFalse();

    table.released(7);

    assertThat(table.events().of(Event.RELEASED)).isEqualTo(1);
    assertThat(table.events().of(Event.COLLECTED)).isZero();
    assertThat(table.pollCollected()).isNull();
  }

  @Test
  void anyOwner_mayCloseIt() {
    table.adopt(7, 99, SocketKind.ADOPTED, 5);

    table.closing(new Object(), 7);

    assertThat(requireNonNull(table.at(7)).isClosing()).isTrue();
  }

  @Test
  void firstTransfer_givesStackThreadAndHandle() {
    Object handle = new Object();
    table.adopt(7, 99, SocketKind.ADOPTED, 5);
    long id = requireNonNull(table.at(7)).id();

    table.received(handle, 7);

    TrackedSocket seen = requireNonNull(table.at(7));
    CallStack stack = requireNonNull(seen.opening(new CallStacks(KnownLibraries.load(List.of()))));
    assertThat(seen.id()).isEqualTo(id);
    assertThat(seen.inode()).isEqualTo(99);
    assertThat(seen.openedAtNanos()).isEqualTo(5);
    assertThat(seen.thread()).isEqualTo(Thread.currentThread().getName());
    assertThat(seen.refersTo(handle)).isTrue();
    assertThat(stack.moment()).isEqualTo(CallStack.Moment.USE);
    assertThat(stack.where()).startsWith("used at ");
  }

  @Test
  void secondTransfer_changesNothing() {
    Object handle = new Object();
    table.adopt(7, 99, SocketKind.ADOPTED, 5);
    table.received(handle, 7);
    TrackedSocket seen = table.at(7);

    table.received(handle, 7);

    assertThat(table.at(7)).isSameAs(seen);
  }

  @Test
  void whatHappenedBeforeItWasSeen_isKept() {
    table.adopt(7, 99, SocketKind.UNWOVEN, 5);
    requireNonNull(table.at(7)).adoptedAs(Role.SERVER);
    table.endOfInput(7);

    table.received(new Object(), 7);

    TrackedSocket seen = requireNonNull(table.at(7));
    assertThat(seen.kind()).isEqualTo(SocketKind.ADOPTED);
    assertThat(seen.role()).isEqualTo(Role.SERVER);
    assertThat(seen.is(TrackedSocket.END_OF_INPUT)).isTrue();
  }

  @Test
  void collectedHandle_isACollectedOwner() {
    table.adopt(7, 99, SocketKind.ADOPTED, 5);
    table.received(new Object(), 7);
    TrackedSocket seen = requireNonNull(table.at(7));
    assertThat(seen.isOwnerCollected()).isFalse();

    seen.clear(); // what the collector does

    assertThat(seen.isOwnerCollected()).isTrue();
  }

  @Test
  void releaseByTheCleaner_isACollectedOwner() throws InterruptedException {
    table.adopt(7, 99, SocketKind.ADOPTED, 5);
    table.adopt(8, 99, SocketKind.ADOPTED, 5);
    table.closing(this, 8);
    Thread cleaner =
        new Thread(
            () -> {
              table.released(7);
              table.released(8);
            },
            "Common-Cleaner");
    cleaner.start();
    cleaner.join();

    assertThat(table.events().of(Event.RELEASED)).isEqualTo(2);
    assertThat(table.events().of(Event.COLLECTED)).isEqualTo(1);
    assertThat(requireNonNull(table.pollCollected()).fd()).isEqualTo(7);
  }

  @Test
  void hookThatWasFaster_wins() {
    Object owner = new Object();
    table.opened(owner, 7, SOCKET);

    assertThat(table.adopt(7, 99, SocketKind.ADOPTED, 5)).isFalse();
    assertThat(requireNonNull(table.at(7)).isHeldBy(owner)).isTrue();
  }
}
