package dev.sockwatch.table;

import static dev.sockwatch.hooks.SocketHooks.SOCKET;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.stack.CallStacks;
import dev.sockwatch.stack.KnownLibraries;
import dev.sockwatch.table.EventCounts.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The peer's end of input and one after a local shutdown are told apart, each counted once. */
class EndOfInputTest {
  private final SocketTable table = new SocketTable(new RecordingListener());
  private final CallStacks stacks = new CallStacks(KnownLibraries.load(List.of()));
  private final Object owner = new Object();

  @Test
  void endOfInput_isThePeers() {
    table.accepted(owner, 7, SOCKET);
    long before = System.nanoTime();

    table.endOfInput(7);

    TrackedSocket socket = requireNonNull(table.at(7));
    assertThat(socket.endOfInputAtNanos()).isBetween(before, System.nanoTime() + 1);
    assertThat(socket.endOfInputReader(stacks)).isNotNull();
    assertThat(socket.endOfInputReader(stacks)).isSameAs(socket.endOfInputReader(stacks));
    assertThat(table.events().of(Event.END_OF_INPUT_FROM_PEER)).isEqualTo(1);
    assertThat(table.events().of(Event.END_OF_INPUT_LOCAL)).isZero();
  }

  @Test
  void endOfInputAfterALocalShutdown_isNotThePeers() {
    table.accepted(owner, 7, SOCKET);
    table.inputShutdown(owner, 7);

    table.endOfInput(7);

    TrackedSocket socket = requireNonNull(table.at(7));
    assertThat(socket.endOfInputAtNanos()).isZero();
    assertThat(socket.endOfInputReader(stacks)).isNull();
    assertThat(table.events().of(Event.END_OF_INPUT_FROM_PEER)).isZero();
    assertThat(table.events().of(Event.END_OF_INPUT_LOCAL)).isEqualTo(1);
  }

  @Test
  void endOfInputUnderOurOwnClose_isNobodys() {
    table.accepted(owner, 7, SOCKET);
    table.closing(owner, 7);

    table.endOfInput(7);

    assertThat(requireNonNull(table.at(7)).endOfInputAtNanos()).isZero();
    assertThat(table.events().of(Event.END_OF_INPUT_FROM_PEER)).isZero();
  }

  @Test
  void shutdownBeforeTheConnection_doesNotCount() {
    table.opened(owner, 7, SOCKET);
    table.inputShutdown(owner, 7); // throws in the JDK
    table.connected(owner, 7);

    table.endOfInput(7);

    assertThat(table.events().of(Event.END_OF_INPUT_FROM_PEER)).isEqualTo(1);
  }

  @Test
  void readsAfterTheEnd_areNotCounted() {
    table.accepted(owner, 7, SOCKET);
    for (int i = 0; i < 3; i++) {
      table.endOfInput(7);
    }
    table.inputShutdown(owner, 7);
    table.endOfInput(7);

    assertThat(table.events().of(Event.END_OF_INPUT_FROM_PEER)).isEqualTo(1);
    assertThat(table.events().of(Event.END_OF_INPUT_LOCAL)).isZero();
  }

  @Test
  void stacksOfReaders_areTakenUpToABoundPerRound() {
    for (int fd = 0; fd < 150; fd++) {
      table.accepted(owner, fd, SOCKET);
      table.endOfInput(fd);
    }
    assertThat(readers()).isEqualTo(100);
    assertThat(table.events().of(Event.END_OF_INPUT_FROM_PEER)).isEqualTo(150);

    table.beginRound(1);
    table.accepted(owner, 200, SOCKET);
    table.endOfInput(200);
    assertThat(readers()).isEqualTo(101);
  }

  private int readers() {
    int[] readers = new int[1];
    table.forEach(s -> readers[0] += s.endOfInputReader(stacks) == null ? 0 : 1);
    return readers[0];
  }
}
