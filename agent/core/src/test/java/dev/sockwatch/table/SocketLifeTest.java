package dev.sockwatch.table;

import static dev.sockwatch.hooks.SocketHooks.ASYNCHRONOUS_CHANNEL;
import static dev.sockwatch.hooks.SocketHooks.CHANNEL;
import static dev.sockwatch.hooks.SocketHooks.DATAGRAM;
import static dev.sockwatch.hooks.SocketHooks.SOCKET;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.Role;
import dev.sockwatch.net.SocketKind;
import dev.sockwatch.stack.CallStack;
import dev.sockwatch.stack.CallStacks;
import dev.sockwatch.stack.KnownLibraries;
import dev.sockwatch.table.EventCounts.Event;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A socket is in the table from its open to its release, with what the hooks told of it. */
class SocketLifeTest {
  private final RecordingListener listener = new RecordingListener();
  private final SocketTable table = new SocketTable(listener);
  private final Object owner = new Object();

  @Test
  void openedSocket_isInTheTable() {
    long before = System.nanoTime();
    table.opened(owner, 7, CHANNEL);

    TrackedSocket socket = socketAt(7);
    assertThat(socket.fd()).isEqualTo(7);
    assertThat(socket.kind()).isEqualTo(SocketKind.CHANNEL);
    assertThat(socket.role()).isEqualTo(Role.UNCONNECTED);
    assertThat(socket.thread()).isEqualTo(Thread.currentThread().getName());
    assertThat(socket.openedAtNanos()).isBetween(before, System.nanoTime() + 1);
    assertThat(socket.isHeldBy(owner)).isTrue();
    assertThat(socket.isHeldBy(new Object())).isFalse();
    assertThat(socket.isOwnerCollected()).isFalse();
    assertThat(socket.isConnected()).isFalse();
    assertThat(socket.isReleased()).isFalse();
    assertThat(count(Event.OPENED)).isEqualTo(1);
  }

  @Test
  void hookNumbers_areKinds() {
    table.opened(owner, 1, SOCKET);
    table.opened(owner, 2, CHANNEL);
    table.opened(owner, 3, ASYNCHRONOUS_CHANNEL);
    table.opened(owner, 4, DATAGRAM);

    List<SocketKind> kinds = new ArrayList<>();
    table.forEach(s -> kinds.add(s.kind()));
    assertThat(kinds)
        .containsExactly(
            SocketKind.SOCKET,
            SocketKind.CHANNEL,
            SocketKind.ASYNCHRONOUS_CHANNEL,
            SocketKind.DATAGRAM);
    assertThat(socketAt(4).role()).isEqualTo(Role.DATAGRAM);
  }

  @Test
  void releasedSocket_isNotInTheTable() {
    table.opened(owner, 7, SOCKET);
    TrackedSocket socket = socketAt(7);

    table.released(7);

    assertThat(table.at(7)).isNull();
    assertThat(socket.isReleased()).isTrue();
    assertThat(count(Event.RELEASED)).isEqualTo(1);
    assertThat(count(Event.CLOSE_REQUESTED)).isZero();
  }

  @Test
  void preCloseAndClose_areOneRelease() {
    table.opened(owner, 7, SOCKET);
    table.released(7);
    table.released(7);

    assertThat(count(Event.RELEASED)).isEqualTo(1);
  }

  @Test
  void clientConnection_isAskedForAndConnected() {
    InetSocketAddress remote = InetSocketAddress.createUnresolved("db", 5432);
    table.opened(owner, 7, SOCKET);
    table.connectStarted(owner, 7, remote);
    TrackedSocket socket = socketAt(7);
    assertThat(socket.role()).isEqualTo(Role.CLIENT);
    assertThat(socket.askedRemote()).isSameAs(remote);
    assertThat(socket.isConnected()).isFalse();

    table.connected(owner, 7);
    table.connected(owner, 7); // connect and finishConnect may both tell

    assertThat(socket.isConnected()).isTrue();
    assertThat(count(Event.CONNECTED)).isEqualTo(1);
  }

  @Test
  void secondConnectOfAConnectedSocket_changesNothing() {
    InetSocketAddress remote = InetSocketAddress.createUnresolved("db", 5432);
    table.opened(owner, 7, CHANNEL);
    table.connectStarted(owner, 7, remote);
    table.connected(owner, 7);

    table.connectStarted(owner, 7, InetSocketAddress.createUnresolved("other", 1));

    assertThat(socketAt(7).askedRemote()).isSameAs(remote);
  }

  @Test
  void acceptedConnection_isAServersAndConnected() {
    table.accepted(owner, 7, SOCKET);

    assertThat(socketAt(7).role()).isEqualTo(Role.SERVER);
    assertThat(socketAt(7).isConnected()).isTrue();
    assertThat(count(Event.ACCEPTED)).isEqualTo(1);
    assertThat(count(Event.OPENED)).isZero();
  }

  @Test
  void listeningSocket_isAListener() {
    table.opened(owner, 7, SOCKET);
    table.listening(owner, 7);
    table.listening(owner, 7);

    assertThat(socketAt(7).role()).isEqualTo(Role.LISTENER);
    assertThat(socketAt(7).isListening()).isTrue();
    assertThat(count(Event.LISTENING)).isEqualTo(1);
  }

  @Test
  void closeRequest_isNotTheRelease() {
    table.opened(owner, 7, CHANNEL);
    long before = System.nanoTime();

    table.closing(owner, 7);

    TrackedSocket socket = socketAt(7);
    assertThat(socket.isClosing()).isTrue();
    assertThat(socket.isReleased()).isFalse();
    assertThat(socket.closingAtNanos()).isBetween(before, System.nanoTime() + 1);
    assertThat(count(Event.CLOSE_REQUESTED)).isEqualTo(1);
    assertThat(count(Event.RELEASED)).isZero();
  }

  @Test
  void shutdowns_countOnceOnConnectedSocketsOnly() {
    table.opened(owner, 7, SOCKET);
    table.inputShutdown(owner, 7);
    table.outputShutdown(owner, 7);
    assertThat(count(Event.INPUT_SHUTDOWN)).isZero();
    assertThat(count(Event.OUTPUT_SHUTDOWN)).isZero();

    table.connected(owner, 7);
    for (int i = 0; i < 2; i++) {
      table.inputShutdown(owner, 7);
      table.outputShutdown(owner, 7);
    }
    assertThat(count(Event.INPUT_SHUTDOWN)).isEqualTo(1);
    assertThat(count(Event.OUTPUT_SHUTDOWN)).isEqualTo(1);
  }

  @Test
  void transfer_isStampedWithTheRound() {
    table.accepted(owner, 7, SOCKET);
    assertThat(socketAt(7).transferredAtNanos()).isZero();

    table.beginRound(4711);
    table.received(this, 7);
    table.received(this, 8);

    assertThat(socketAt(7).transferredAtNanos()).isEqualTo(4711);
  }

  @Test
  void openingStack_isInternedOnce() {
    CallStacks stacks = new CallStacks(KnownLibraries.load(List.of()));
    table.opened(owner, 7, SOCKET);

    CallStack opening = socketAt(7).opening(stacks);

    assertThat(opening).isNotNull();
    assertThat(socketAt(7).opening(stacks)).isSameAs(opening);
  }

  @Test
  void visitor_meetsOpenSocketsByDescriptor() {
    for (int fd : new int[] {2000, 3, 1023, 1024}) {
      table.opened(owner, fd, SOCKET);
    }
    table.released(1023);

    List<Integer> met = new ArrayList<>();
    table.forEach(s -> met.add(s.fd()));
    assertThat(met).containsExactly(3, 1024, 2000);
  }

  @Test
  void tooManyOpenFiles_isToldAtOnce() {
    table.failed(new IOException("Connection refused"));
    table.failed(new IOException((String) null));
    assertThat(listener.told).isEmpty();

    table.failed(new IOException("Too many open files"));
    assertThat(listener.told).containsExactly("descriptorsExhausted");
  }

  @Test
  void endOfTheJvm_isToldAtOnce() {
    table.exiting();

    assertThat(listener.told).containsExactly("exiting");
  }

  private TrackedSocket socketAt(int fd) {
    return requireNonNull(table.at(fd));
  }

  private long count(Event event) {
    return table.events().of(event);
  }
}
